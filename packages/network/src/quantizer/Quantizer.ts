/** How a value between two integers is rounded; `ROUND` takes the even one of two equally near, `ROUND_TO_ZERO` is `DOWN`. */
export const ROUNDING_MODES = ['ROUND', 'HALF_EVEN', 'HALF_UP', 'HALF_DOWN', 'CEIL', 'FLOOR', 'UP', 'DOWN', 'ROUND_TO_ZERO'] as const;
export type RoundingMode = (typeof ROUNDING_MODES)[number];

/**
 * A quantizer that is part of a network, as QONNX describes it (https://github.com/fastmachinelearning/qonnx, operators Quant/IntQuant,
 * BipolarQuant, Trunc). `scales` has one value, or one a channel.
 */
export type Quantizer = IntegerQuantizer | BipolarQuantizer | TruncationQuantizer;

/** `(clamp(round(x / scale + zeroPoint)) - zeroPoint) * scale`. */
export interface IntegerQuantizer {
  readonly kind: 'integer';
  readonly bits: number;
  readonly signed: boolean;
  /** Leaves out the least level, so that signed ranges are symmetric. */
  readonly narrow: boolean;
  readonly rounding: RoundingMode;
  readonly zeroPoint: number;
  readonly scales: readonly number[];
}

/** `scale` for x >= 0, else `-scale`. */
export interface BipolarQuantizer {
  readonly kind: 'bipolar';
  readonly scales: readonly number[];
}

/** Drops the lowest `inputBits - outputBits` bits of integers: `(round(round(x / scale + zeroPoint) / 2^dropped) - zeroPoint) * scale`. */
export interface TruncationQuantizer {
  readonly kind: 'truncation';
  readonly inputBits: number;
  readonly outputBits: number;
  readonly rounding: RoundingMode;
  readonly zeroPoint: number;
  readonly scales: readonly number[];
}

/** Least and greatest integer of an integer quantizer. */
export function integerRange({ bits, signed, narrow }: Pick<IntegerQuantizer, 'bits' | 'signed' | 'narrow'>): readonly [least: number, greatest: number] {
  if (signed) return [-(2 ** (bits - 1)) + (narrow ? 1 : 0), 2 ** (bits - 1) - 1];
  return [0, 2 ** bits - 1 - (narrow ? 1 : 0)];
}
