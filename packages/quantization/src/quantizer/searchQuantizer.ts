import type { NumberFormat } from '../format/NumberFormat.js';
import type { Quantizer } from './Quantizer.js';

/** Quantizer by binary search in the rank boundaries: nothing to build, for few values or boundaries too close for a table. */
export function searchQuantizer(format: NumberFormat, scale: number, boundaries: Float32Array): Quantizer {
  const rank = (value: number): number => {
    const x = Math.fround(value);
    let [low, high] = [0, boundaries.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (boundaries[middle]! <= x) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    format,
    scale,
    rank,
    ranks(input, output) {
      for (let i = 0; i < input.length; i++) output[i] = rank(input[i]!);
    },
    codes(input, output) {
      for (let i = 0; i < input.length; i++) output[i] = format.codeOf(rank(input[i]!));
    },
    fakeQuantize(input, output) {
      for (let i = 0; i < input.length; i++) output[i] = format.levels[rank(input[i]!)]! * scale;
    },
  };
}
