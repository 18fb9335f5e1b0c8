import type { NumberFormat } from '../format/NumberFormat.js';
import type { ScaleRule } from './ScaleRule.js';
import { searchScale } from './searchScale.js';
import type { WeightedSample } from './WeightedSample.js';

/** Least `Σ|x - q(x)|^p`: larger p weighs clipping errors more. BRECQ and MQBench use p = 2.4; LAPQ varies p from 2 to 4. */
export const normRule: ScaleRule = {
  name: 'norm',
  description: 'least p-norm of the error',
  parameter: { meaning: 'p', standard: 2.4, minimum: 0.5, maximum: 16 },
  choose: ({ sample, format, maxScale }, p) => searchScale(maxScale, (scale) => normError(sample, format, scale, p)),
};

/** Sum of the p-th powers of the errors. Complexity O(values). */
function normError({ values, counts }: WeightedSample, { levels, thresholds }: NumberFormat, scale: number, p: number): number {
  let error = 0;
  let rank = 0;
  for (let i = 0; i < values.length; i++) {
    while (rank < thresholds.length && values[i]! > thresholds[rank]! * scale) rank++;
    error += (counts[i + 1]! - counts[i]!) * Math.abs(values[i]! - levels[rank]! * scale) ** p;
  }
  return error;
}
