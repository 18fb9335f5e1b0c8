import type { NumberFormat } from '@bitscape/quantization';

/**
 * Stored codes on their way into a sum: the integer that each code adds, in units of that sum. A residual has one table a
 * channel of the layer (every channel has its own accumulator unit); pools and standalone additions have a single one.
 */
export interface LinearOperand<Parameters = unknown> {
  /** `multiply` (level times fixed-point number) or `exponent` (log code plus offset, exponent table, shift). */
  readonly family: string;
  readonly format: NumberFormat;
  /** `entries[channel][code]`; unused codes count as zero. */
  readonly entries: readonly Float64Array[];
  /** Least and greatest entry. */
  readonly range: readonly [least: number, greatest: number];
  /** Bits of a two's-complement number that holds every entry; at most 52. */
  readonly bits: number;
  /** Channels with an entry that does not fit 52 bits and was clamped. */
  readonly clampedChannels: readonly number[];
  readonly parameters: Parameters;
}

/** `(level * multiplier + 2^(shift - 1)) >> shift`; a negative shift is a left shift. */
export interface MultiplyOperandParameters {
  /** Unsigned. */
  readonly multiplierBits: number;
  readonly multiplier: Float64Array;
  /** -64 … 63. */
  readonly shift: Int8Array;
}

/** See docs/methods/datapath.md; its symbols: g, p. */
export interface ExponentOperandParameters {
  /** Fraction bits of the sum of log code and offset (g). */
  readonly fractionBits: number;
  /** Bits of one table entry, leading 1 implicit (p). */
  readonly tableBits: number;
  /** `2^fractionBits` entries of `tableBits` bits. */
  readonly table: Float64Array;
  /** Added to the aligned log code of each channel, `g` fraction bits. */
  readonly offset: Float64Array;
}

/** One family of operands, for the number-format families it reads. */
export interface OperandFamily {
  /** For people: the formats it reads. */
  readonly formats: string;
  accepts(format: NumberFormat): boolean;
  /**
   * Integers `level * gain`, rounded by the described hardware.
   * @param gains one a channel: units of the sum in level 1
   * @param exactGain the gain is `1 / levelUnit(format)`, so that logarithms need no extra fraction bits
   */
  derive(format: NumberFormat, gains: Float64Array, exactGain: boolean): Pick<LinearOperand, 'family' | 'parameters'> & { entry(code: number, channel: number): number };
  /** Value at scale 1 of one unit of the coarsest sum that takes every level without a further rounding. */
  levelUnit(format: NumberFormat): number;
}
