import type { OutputEncoder } from '@bitscape/datapath';
import { randomSource } from './randomSource.js';

/**
 * Accumulator values that tell encoders apart: all of them if there are at most `count`; otherwise both ends, the neighbourhood of every
 * power of two and its negative, and random values of random magnitude, so that small sums are as frequent as large ones.
 */
export function encoderProbes({ accumulatorBits }: OutputEncoder, count: number, seed: number): { readonly values: Float64Array; readonly exhaustive: boolean } {
  const min = -(2 ** (accumulatorBits - 1));
  const max = 2 ** (accumulatorBits - 1) - 1;
  if (2 ** accumulatorBits <= count) {
    return { values: Float64Array.from({ length: 2 ** accumulatorBits }, (_, i) => min + i), exhaustive: true };
  }
  const values = new Set<number>([0]);
  for (let k = 0; k < accumulatorBits; k++) {
    for (const near of [2 ** k - 1, 2 ** k, 2 ** k + 1]) {
      if (near <= max) values.add(near);
      if (-near >= min) values.add(-near);
    }
  }
  const random = randomSource(seed);
  while (values.size < count) {
    const magnitude = random(2 ** (1 + random(accumulatorBits - 1)));
    values.add(random(2) === 0 ? magnitude : -1 - magnitude);
  }
  return { values: Float64Array.from(values), exhaustive: false };
}
