import { MagnitudeHistogram } from './MagnitudeHistogram.js';
import { mseScale } from './mseScale.js';
import type { NumberFormat } from '../format/NumberFormat.js';
import { sampleOf, type WeightedSample } from './WeightedSample.js';

/** Largest magnitude, 99.9th percentile of magnitudes, or least mean squared error. */
export type ScaleMethod = 'max' | 'percentile' | 'mse';

export interface ScaleOptions {
  /** Fraction of magnitudes that `percentile` leaves unclipped; 0.999 by default. */
  readonly percentile?: number;
}

/** Above this many values the histogram stands in for the values themselves. */
const EXACT_LIMIT = 2 ** 16;

const DEFAULT_PERCENTILE = 0.999;

/**
 * Scale (real value of level 1) of a tensor for a format. Empty and all-zero tensors, and tensors with nothing on a side that the
 * format covers, give 1.
 *
 * Exact up to 65,536 values (every weight channel); beyond, `percentile` and `mse` read a histogram with relative bin width
 * 2^-9 and are exact to about a thousandth. Values must be finite (`assertFinite`).
 */
export function chooseScale(values: Float32Array, format: NumberFormat, method: ScaleMethod, options: ScaleOptions = {}): number {
  if (values.length <= EXACT_LIMIT) return scaleOfSample(sampleOf(values), format, method, options);
  const histogram = new MagnitudeHistogram();
  histogram.add(values);
  return chooseScaleFromHistogram(histogram, format, method, options);
}

/**
 * As {@link chooseScale}, from values accumulated over batches. `max` is exact, the others to the histogram's resolution.
 *
 * @throws {BitscapeError} `invalid-network` if NaN or an infinity was added
 */
export function chooseScaleFromHistogram(
  histogram: MagnitudeHistogram,
  format: NumberFormat,
  method: ScaleMethod,
  options: ScaleOptions = {},
): number {
  return scaleOfSample(histogram.sample(), format, method, options);
}

function scaleOfSample(sample: WeightedSample, format: NumberFormat, method: ScaleMethod, options: ScaleOptions): number {
  const maxScale = unclippedScale(format, sample.values[0] ?? 0, sample.values.at(-1) ?? 0);
  if (maxScale === 0) return 1;
  return METHODS[method](sample, format, maxScale, options);
}

const METHODS: Readonly<Record<ScaleMethod, (sample: WeightedSample, format: NumberFormat, maxScale: number, options: ScaleOptions) => number>> = {
  max: (_sample, _format, maxScale) => maxScale,
  percentile: (sample, format, maxScale, options) => percentileScale(sample, format, options.percentile ?? DEFAULT_PERCENTILE) || maxScale,
  mse: mseScale,
};

/** Least scale at which no value between `low` and `high` is clipped on a side that the format covers; 0 if there is none. */
function unclippedScale(format: NumberFormat, low: number, high: number): number {
  const [bottom, top] = [format.levels[0]!, format.levels.at(-1)!];
  return Math.max(top > 0 ? high / top : 0, bottom < 0 ? low / bottom : 0, 0);
}

/** Least scale that leaves at least the given fraction of values unclipped; values of an uncovered side count as unclipped. */
function percentileScale(sample: WeightedSample, format: NumberFormat, fraction: number): number {
  const { values, counts } = sample;
  const allowed = (1 - fraction) * counts.at(-1)!;
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
