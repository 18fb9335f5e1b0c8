import type { NumberFormat } from '@bitscape/quantization';

/**
 * The multiply-accumulate hardware of a layer, derived once from its numerics.
 *
 * Arithmetic is the integer product table: `products[weightCode << activation.bits | activationCode]` is the exact integer that one
 * product adds to the accumulator, table rounding and truncation included. Cost model, RTL and reference all read this value.
 */
export interface MacDatapath<Parameters = unknown> {
  /** Registered hardware family: `int`, `lns`, `shift` or `decode`. Chooses a cost estimator and an RTL template, nothing else. */
  readonly family: string;
  readonly weight: NumberFormat;
  readonly activation: NumberFormat;
  /** `2^(weight.bits + activation.bits)` integers, exact below 2^53; built when first read. */
  readonly products: Float64Array;
  /** Least and greatest entry of `products`, zero included. */
  readonly productRange?: readonly [least: number, greatest: number];
  /** Bits of a two's-complement number that holds every product. */
  readonly productBits: number;
  /** Real value of one accumulator unit at weight scale 1 and activation scale 1. */
  readonly unit: number;
  readonly accumulator: Accumulator;
  /** Structural widths and tables of the family (see `IntParameters`, `LnsParameters`). */
  readonly parameters: Parameters;
}

export interface Accumulator {
  readonly bits: number;
  readonly overflow: 'wrap' | 'saturate';
}

export interface IntParameters {
  readonly weightBits: number;
  readonly activationBits: number;
  readonly activationSigned: boolean;
}

/** Weights that are sums of signed powers of two, activations in two's complement or unsigned. */
export interface ShiftParameters {
  readonly weightBits: number;
  /** Left shifts that each term of a weight chooses from, or is left out. */
  readonly terms: readonly (readonly number[])[];
  /** False where every weight has every term: nothing to gate. */
  readonly weightHasZero: boolean;
  readonly activationBits: number;
  readonly activationSigned: boolean;
}

/** Both operands are decoded to integers, then multiplied. */
export interface DecodeParameters {
  readonly weight: DecodedOperand;
  readonly activation: DecodedOperand;
}

export interface DecodedOperand {
  readonly codeBits: number;
  readonly signed: boolean;
  /** Bits of a decoded integer: two's complement if signed. */
  readonly integerBits: number;
  /** Integer of each code. */
  readonly table: Float64Array;
}

/** See docs/methods/datapath.md; its symbols: i, f, p, M, T. */
export interface LnsParameters {
  readonly weightIntegerBits: number;
  readonly weightFractionBits: number;
  readonly activationIntegerBits: number;
  readonly activationFractionBits: number;
  readonly activationSigned: boolean;
  /** Fraction bits of the product's log code: `max(f_w, f_a)`. */
  readonly fractionBits: number;
  /** Bits of one table entry, leading 1 implicit (p). */
  readonly tableBits: number;
  /** `2^fractionBits` entries of `tableBits` bits. */
  readonly table: Float64Array;
  /** Largest integer part of a sum of codes (M): the shift that keeps a product at the top. */
  readonly maxShift: number;
  /** Bits kept of one linear magnitude (T). */
  readonly termBits: number;
}

/**
 * Accumulator to activation code, once for each output: bias add, batch norm, activation function and requantization merged.
 * Per channel it is a non-decreasing step function, given by the described hardware and invertible to thresholds.
 */
export interface OutputEncoder<Parameters = unknown> {
  /** `requantizer` (multiply, shift, clamp), `log` (leading one, table, add, clamp) or `comparator` (a threshold a level). */
  readonly family: string;
  readonly output: NumberFormat;
  readonly channels: number;
  readonly accumulatorBits: number;
  readonly parameters: Parameters;
  /** Final clamp of the output rank, where an activation function leaves less than the whole format; absent otherwise. */
  readonly rankRange?: readonly [lowest: number, highest: number];
  /** Bit-exact: output code of an accumulator value (bias not yet added) in a channel. */
  encode(accumulator: number, channel: number): number;
}

/** Widths of a requantizer: `clamp(((accumulator + bias) * multiplier + half) >> shift)`. */
export interface RequantizerStructure {
  readonly family: 'requantizer';
  readonly accumulatorBits: number;
  /** Two's complement; equal to the accumulator's, the sum is one bit wider. */
  readonly biasBits: number;
  /** Unsigned. */
  readonly multiplierBits: number;
  /** Bits of a shift amount. */
  readonly shiftBits: number;
  readonly outputBits: number;
  readonly outputSigned: boolean;
}

/** Widths and table of a log encoder: leading one, mantissa table, offset, rounding, clamp. */
export interface LogEncoderStructure {
  readonly family: 'log';
  readonly accumulatorBits: number;
  /** Two's complement; equal to the accumulator's, the sum is one bit wider. */
  readonly biasBits: number;
  readonly outputBits: number;
  readonly outputIntegerBits: number;
  readonly outputFractionBits: number;
  readonly outputSigned: boolean;
  /** Address bits of the mantissa table (q). */
  readonly addressBits: number;
  /** Fraction bits of the table's entries and of the offset (g >= output fraction bits). */
  readonly guardFractionBits: number;
  /** Bits of an offset, two's complement, fraction included. */
  readonly offsetBits: number;
  /** `2^addressBits` entries of `guardFractionBits + 1` bits: `round(log2(1 + (i + 1/2) / 2^q) * 2^g)`; may carry into the integer part. */
  readonly table: Float64Array;
  /**
   * Log sums below this (units of 2^-g) give code 0; from here to the first rounding point they give code 1, which puts the step between
   * zero and the smallest level half way in the linear domain.
   */
  readonly zeroThreshold: number;
}

/** Widths of a comparator encoder: the output rank is the number of thresholds that the accumulator reaches. */
export interface ComparatorStructure {
  readonly family: 'comparator';
  readonly accumulatorBits: number;
  /** 0: the bias is part of the thresholds. */
  readonly biasBits: number;
  /** Thresholds of a channel, one less than output levels. */
  readonly thresholds: number;
  /** Two's complement, one bit more than the accumulator, so that a threshold may be out of reach. */
  readonly thresholdBits: number;
  readonly outputBits: number;
}

/** What area and energy depend on; scales and biases do not enter. */
export type EncoderStructure = RequantizerStructure | LogEncoderStructure | ComparatorStructure;

export interface RequantizerParameters extends Omit<RequantizerStructure, 'family'> {
  /** Bias of each channel in accumulator units. */
  readonly bias: Float64Array;
  /** Unsigned fixed-point multiplier of each channel. */
  readonly multiplier: Float64Array;
  /** Right shift of each channel, rounding half up. */
  readonly shift: Uint8Array;
}

export interface LogEncoderParameters extends Omit<LogEncoderStructure, 'family'> {
  /** Bias of each channel in accumulator units. */
  readonly bias: Float64Array;
  /** Per-channel constant added in the log domain, `g` fraction bits: all scales and the rounding correction merged. */
  readonly offset: Float64Array;
}

export interface ComparatorParameters extends Omit<ComparatorStructure, 'family' | 'thresholds'> {
  /** Ascending thresholds of each channel: least accumulator value of the next rank. */
  readonly thresholds: readonly Float64Array[];
}

/** One layer of the integer reference: codes in, codes out. */
export interface LayerDatapath {
  readonly mac: MacDatapath;
  /** Absent for the last layer, whose accumulators (times `outputScale`) are the logits. */
  readonly encoder?: OutputEncoder;
}
