import type { NumberFormat } from './NumberFormat.js';

/**
 * Nearest-level quantization of float32 data to one format at one scale.
 *
 * Infinities saturate at the outermost level of their sign. NaN gives some valid rank, without a promise which: exclude it
 * beforehand with `assertFinite`. Outputs must be as long as inputs; `fakeQuantize` may work in place.
 */
export interface Quantizer {
  readonly format: NumberFormat;
  /** Real value of level 1. */
  readonly scale: number;
  /** Index of the nearest level. */
  rank(value: number): number;
  ranks(input: Float32Array, output: Uint16Array): void;
  /** Hardware bit patterns. */
  codes(input: Float32Array, output: Uint16Array): void;
  /** Nearest level times scale, rounded to float32. */
  fakeQuantize(input: Float32Array, output: Float32Array): void;
}
