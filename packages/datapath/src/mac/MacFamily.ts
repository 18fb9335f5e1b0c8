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
  /** Families of number formats that it takes for weights and for activations. */
  readonly formats: { readonly weights: readonly string[]; readonly activations: readonly string[] };
  /** @throws {BitscapeError} `infeasible` for widths that cannot be built */
  derive(weight: NumberFormat, activation: NumberFormat, arithmetic: Numerics['arithmetic']): MacCore<Parameters>;
}
