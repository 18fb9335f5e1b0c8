import type { NumberFormat } from '../format/NumberFormat.js';

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
  /** The same function as data, for loops that run elsewhere; absent where no table of bounded size exists. */
  readonly lookup?: QuantizerLookup;
}

/**
 * `fakeQuantize` as a table: the float32 with bit pattern `u` becomes the one with pattern `bits[2 b + (u > last[b] ? 1 : 0)]`, where
 * `b = u >>> shift` and patterns compare as signed 32-bit integers.
 */
export interface QuantizerLookup {
  readonly shift: number;
  readonly last: Int32Array;
  readonly bits: Int32Array;
}
