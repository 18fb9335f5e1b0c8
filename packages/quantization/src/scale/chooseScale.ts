import type { NumberFormat } from '../format/NumberFormat.js';
import { unclippedScale } from './clipScale.js';
import { MagnitudeHistogram } from './MagnitudeHistogram.js';
import { parseScaleMethod } from './parseScaleMethod.js';
import { scaleOnGrid } from './scaleGrid.js';
import { sampleOf, type WeightedSample } from './WeightedSample.js';

/** Above this many values the histogram stands in for the values themselves. */
const EXACT_LIMIT = 2 ** 16;

/**
 * Scale (real value of level 1) of a tensor for a format. Empty and all-zero tensors, and tensors with nothing on a side that the
 * format covers, give 1.
 *
 * Exact up to 65,536 values (every weight channel); beyond, all methods but `max` read a histogram with relative bin width
 * 2^-9 and are exact to about a thousandth. Values must be finite (`assertFinite`).
 *
 * @param method see `parseScaleMethod`
 * @throws {BitscapeError} `usage` for an unknown method, or one that is not made for the format
 */
export function chooseScale(values: Float32Array, format: NumberFormat, method: string): number {
  if (values.length <= EXACT_LIMIT) return chooseScaleOfSample(sampleOf(values), format, method);
  const histogram = new MagnitudeHistogram();
  histogram.add(values);
  return chooseScaleFromHistogram(histogram, format, method);
}

/**
 * As {@link chooseScale}, from values accumulated over batches. `max` is exact, the others to the histogram's resolution.
 *
 * @throws {BitscapeError} `invalid-network` if NaN or an infinity was added
 */
export function chooseScaleFromHistogram(histogram: MagnitudeHistogram, format: NumberFormat, method: string): number {
  return chooseScaleOfSample(histogram.sample(), format, method);
}

/** As {@link chooseScale}, of sorted values with multiplicities. */
export function chooseScaleOfSample(sample: WeightedSample, format: NumberFormat, method: string): number {
  const { rule, parameter, gridBits } = parseScaleMethod(method);
  const maxScale = unclippedScale(format, sample.values[0] ?? 0, sample.values.at(-1) ?? 0);
  if (maxScale === 0) return 1;
  const problem = { sample, format, maxScale };
  const scale = rule.choose(problem, parameter);
  return gridBits === undefined ? scale : scaleOnGrid(problem, scale, gridBits);
}
