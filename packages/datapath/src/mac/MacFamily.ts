import type { Numerics } from '@bitscape/design';
import type { NumberFormat } from '@bitscape/quantization';

/** What a family of multiply-accumulate hardware makes of two formats: structure, meaning, and every product. */
export interface MacCore<Parameters = unknown> {
  readonly parameters: Parameters;
  /** Real value of one accumulator unit at weight scale 1 and activation scale 1. */
  readonly unit: number;
  /**
   * Exact integer that the product of two codes adds to the accumulator. Its magnitude never falls when the magnitude of an operand's
   * level grows, so the extremes stand at the outermost codes.
   */
  product(weightCode: number, activationCode: number): number;
}

/** One family of multiply-accumulate hardware: which number formats it multiplies, and how. */
export interface MacFamily<Parameters = unknown> {
  readonly family: string;
  /** For people: the pairs of formats it takes, e.g. `int × int or uint`. */
  readonly pairs: string;
  accepts(weight: NumberFormat, activation: NumberFormat): boolean;
  /** @throws {BitscapeError} `infeasible` for widths that cannot be built */
  derive(weight: NumberFormat, activation: NumberFormat, arithmetic: Numerics['arithmetic']): MacCore<Parameters>;
}
