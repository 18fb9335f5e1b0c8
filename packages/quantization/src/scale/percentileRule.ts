import type { NumberFormat } from '../format/NumberFormat.js';
import { unclippedScale } from './clipScale.js';
import type { ScaleRule } from './ScaleRule.js';
import type { WeightedSample } from './WeightedSample.js';

/** Clips the largest magnitudes; where that would clip everything, none. */
export const percentileRule: ScaleRule = {
  name: 'percentile',
  description: 'leaves a share of the values unclipped',
  parameter: { meaning: 'share in percent', standard: 99.9, minimum: 1, maximum: 100 },
  choose: ({ sample, format, maxScale }, percent) => percentileScale(sample, format, percent / 100) || maxScale,
};

/** Least scale that leaves at least the given fraction of values unclipped; values of an uncovered side count as unclipped. */
function percentileScale(sample: WeightedSample, format: NumberFormat, fraction: number): number {
  const { values, counts } = sample;
  // A share like 99.9 % has no exact double: a whole number of values must not fall short by rounding.
  const allowed = (1 - fraction) * counts.at(-1)! * (1 + 1e-9);
  let [low, high, clipped, scale] = [0, values.length - 1, 0, 0];
  // Peel off the most demanding value of either end until the allowance is spent.
  while (low <= high) {
    const fromLow = unclippedScale(format, values[low]!, 0);
    const fromHigh = unclippedScale(format, 0, values[high]!);
    scale = Math.max(fromLow, fromHigh);
    const index = fromHigh >= fromLow ? high-- : low++;
    clipped += counts[index + 1]! - counts[index]!;
    if (clipped > allowed) return scale;
  }
  return scale;
}
