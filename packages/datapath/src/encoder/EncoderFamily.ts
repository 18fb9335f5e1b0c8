import type { ActivationFunction } from '@bitscape/network';
import type { NumberFormat } from '@bitscape/quantization';
import type { EncoderStructure, OutputEncoder } from '../Datapath.js';

/** Real numbers that an encoder merges, one an output channel where stated. */
export interface EncoderScales {
  /** Weight scale of each output channel; one entry serves all channels. */
  readonly weightScales: Float64Array;
  readonly activationScale: number;
  /** Scale of the output format. */
  readonly outputScale: number;
  /** Bias of each output channel, real. */
  readonly bias: Float64Array;
  /** ReLU or Clip behind the bias; unsigned outputs cut negative sums in any case. */
  readonly activation?: ActivationFunction;
}

/** Widths that replace the rules of docs/methods/datapath.md. */
export interface EncoderOptions {
  /** Requantizer: bits of the multiplier; 16 by default. */
  readonly multiplierBits?: number;
  /** Log encoder: address bits of the mantissa table (q); output fraction bits + 3 by default. */
  readonly addressBits?: number;
  /** Log encoder: fraction bits of table and offset (g); output fraction bits + 4 by default. */
  readonly guardFractionBits?: number;
}

/** Per-channel constants in hardware terms, before a family turns them into its own. */
export interface ChannelConstants {
  /** Accumulator units, rounded and clamped to the bias width. */
  readonly bias: Float64Array;
  /** The same before rounding, for families that merge the bias into constants of their own. */
  readonly exactBias: Float64Array;
  /** Output level of one accumulator unit: `unit * weightScale * activationScale / outputScale`. */
  readonly gain: Float64Array;
}

/** One family of output encoders, for the number-format families it writes. */
export interface EncoderFamily {
  /** For people: the output formats it writes. */
  readonly outputs: string;
  accepts(output: NumberFormat): boolean;
  structure(accumulatorBits: number, output: NumberFormat, options: EncoderOptions): EncoderStructure;
  derive(accumulatorBits: number, output: NumberFormat, constants: ChannelConstants, options: EncoderOptions): OutputEncoder;
}
