import type { NumberFormat } from '../format/NumberFormat.js';
import type { WeightedSample } from './WeightedSample.js';

/** Width of a sample, as far as a format covers it. */
export interface SampleMoments {
  readonly mean: number;
  /** Standard deviation. */
  readonly sigma: number;
  /** Mean distance from the mean. */
  readonly spread: number;
  /** Mean magnitude and mean square. */
  readonly meanMagnitude: number;
  readonly meanSquare: number;
}

/**
 * Moments of a sample. For an unsigned format: of the positive values mirrored at zero, since values behind a ReLU are half of a
 * distribution, and their zeros are the other half.
 */
export function sampleMoments({ values, counts, sums, squares }: WeightedSample, format: NumberFormat): SampleMoments {
  const last = values.length;
  if (!format.signed) {
    const first = firstAtLeast(values, Number.MIN_VALUE);
    const count = counts[last]! - counts[first]!;
    const meanMagnitude = count === 0 ? 0 : (sums[last]! - sums[first]!) / count;
    const meanSquare = count === 0 ? 0 : (squares[last]! - squares[first]!) / count;
    return { mean: 0, sigma: Math.sqrt(meanSquare), spread: meanMagnitude, meanMagnitude, meanSquare };
  }
  const count = counts[last]!;
  const mean = sums[last]! / count;
  const meanSquare = squares[last]! / count;
  const distanceFrom = (centre: number): number => {
    const below = firstAtLeast(values, centre);
    return (sums[last]! - 2 * sums[below]! - centre * (count - 2 * counts[below]!)) / count;
  };
  return { mean, sigma: Math.sqrt(Math.max(0, meanSquare - mean * mean)), spread: distanceFrom(mean), meanMagnitude: distanceFrom(0), meanSquare };
}

function firstAtLeast(values: Float64Array, limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
