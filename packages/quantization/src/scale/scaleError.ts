import type { NumberFormat } from '../format/NumberFormat.js';
import type { WeightedSample } from './WeightedSample.js';

/**
 * Sum of squared errors of a sample quantized to a format at a scale: over the values between two thresholds it is
 * `Σx² - 2 v Σx + n v²`, `v` being their level times the scale.
 *
 * Ties add the same error to either side. Complexity O(levels log n).
 */
export function scaleError(sample: WeightedSample, format: NumberFormat, scale: number): number {
  const { values, counts, sums, squares } = sample;
  const { levels, thresholds } = format;
  let error = 0;
  let begin = 0;
  for (let rank = 0; rank < levels.length && begin < values.length; rank++) {
    const end = rank < thresholds.length ? firstAbove(values, thresholds[rank]! * scale, begin) : values.length;
    if (end === begin) continue;
    const level = levels[rank]! * scale;
    const n = counts[end]! - counts[begin]!;
    error += squares[end]! - squares[begin]! - 2 * level * (sums[end]! - sums[begin]!) + n * level * level;
    begin = end;
  }
  return Math.max(0, error);
}

/** Index of the first value above the limit, by doubling steps from `from`: cheap where thresholds are dense. */
function firstAbove(values: Float64Array, limit: number, from: number): number {
  let low = from;
  let step = 1;
  while (low + step <= values.length && values[low + step - 1]! <= limit) {
    low += step;
    step *= 2;
  }
  let high = Math.min(values.length, low + step);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
