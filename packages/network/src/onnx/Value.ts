import type { Shape } from '../graph.js';
import type { Quantizer } from '../quantizer/Quantizer.js';

/** What an ONNX tensor name stands for during import. */
export type Value = ConstantValue | ActivationValue;

/**
 * A tensor known at import, in the axis order of the file.
 * An integer that depends on the batch size is {@link BATCH} (the result of `Shape`).
 */
export interface ConstantValue {
  readonly kind: 'constant';
  readonly type: 'float' | 'integer' | 'boolean';
  readonly shape: Shape;
  readonly data: Float32Array | Float64Array;
  /** For a constant that a QONNX operator quantized with one scale. */
  readonly quantizer?: Quantizer;
}

/** A tensor of the graph. `shape` is in the axis order of the file, batch first; axis `k` of `tensor` is axis `order[k]` of `shape`. */
export interface ActivationValue {
  readonly kind: 'activation';
  readonly tensor: string;
  readonly shape: Shape;
  readonly order: readonly number[];
}

/** Stands for the batch size in shape arithmetic. */
export const BATCH = Number.NaN;

export function isBatch(value: number): boolean {
  return Number.isNaN(value);
}

/** Axes 0, 1, … `rank - 1`. */
export function naturalOrder(rank: number): number[] {
  return Array.from({ length: rank }, (_, axis) => axis);
}

/** Batch first, channels (axis 1 in ONNX) last. */
export function channelsLastOrder(rank: number): number[] {
  return rank < 3 ? naturalOrder(rank) : [0, ...naturalOrder(rank).slice(2), 1];
}
