/** Kinds of events that cost energy, counted for each layer and image; the number is their place in `EventCounts`. */
export const EVENT = {
  macs: 0,
  accumulatorWrites: 1,
  weightRegisterWrites: 2,
  skewWrites: 3,
  drainShifts: 4,
  encodings: 5,
  constantLoads: 6,
  accumulatorReadWords: 7,
  accumulatorWriteWords: 8,
  weightReadWords: 9,
  weightWriteWords: 10,
  activationReadWords: 11,
  activationWriteWords: 12,
  dramWeightBits: 13,
  dramActivationBits: 14,
  cycles: 15,
} as const;
export type EventName = keyof typeof EVENT;
/** A number for each of `EVENT`. */
export type EventCounts = Float64Array;

/** What bounds a component's uncertainty. */
export type UncertaintyClass = 'logic' | 'register' | 'sram' | 'dram' | 'leakage';

/** One component of an accelerator: its area, and the energy of its events. */
export interface Component {
  readonly component: string;
  readonly areaUm2: number;
  readonly uncertainty: UncertaintyClass;
  /** Array it belongs to: only its layers cause events. All layers do when absent. */
  readonly array?: number;
  /** Family of the encoder it is: only layers with that encoder cause events. */
  readonly encoder?: string;
  readonly event: EventName;
  /** Energy of one event. */
  readonly pj: number;
  /** A second kind of event: writes beside reads. */
  readonly write?: { readonly event: EventName; readonly pj: number };
  readonly sources: readonly string[];
}
