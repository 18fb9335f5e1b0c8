import { BitscapeError } from '@bitscape/errors';
import type { NumberFormat } from '../format/NumberFormat.js';
import { parseFormat } from '../format/parseFormat.js';
import { chooseScaleOfSample } from '../scale/chooseScale.js';
import { MagnitudeHistogram } from '../scale/MagnitudeHistogram.js';
import { scaleError } from '../scale/scaleError.js';
import { sampleOf, type WeightedSample } from '../scale/WeightedSample.js';
import { assertFinite } from '../tensor/assertFinite.js';
import { clusterSorted } from './clusterSorted.js';

export interface CodebookOptions {
  /** Bits of the two's-complement grid that entries are rounded to, 2 … 12; 8 by default. */
  readonly gridBits?: number;
  /** Replaces the entry nearest to zero by zero, which activations need. */
  readonly zero?: boolean;
}

export interface FittedCodebook {
  readonly format: NumberFormat;
  /** Real value of the integer 1. */
  readonly scale: number;
  /** Mean squared error of the values. */
  readonly mse: number;
}

/** Up to here all values take part; beyond, a histogram of relative bin width 2^-9 stands in for them. */
const EXACT_LIMIT = 4096;

/**
 * Scalar codebook of at most 2^bits entries for given values: exact k-means, entries rounded to the grid, scale of least squared error. Where
 * the rounding costs more than the freedom gains, the uniform levels of equal bits are the codebook: never worse than `int<bits>` with
 * its MSE scale.
 *
 * @throws {BitscapeError} `usage` for bits outside 2 … 8 or grid bits outside `bits` … 12, `invalid-network` for values that are not finite
 */
export function fitCodebook(values: Float32Array, bits: number, { gridBits = 8, zero = false }: CodebookOptions = {}): FittedCodebook {
  if (!(Number.isInteger(bits) && bits >= 2 && bits <= 8 && Number.isInteger(gridBits) && gridBits >= bits && gridBits <= 12)) {
    throw new BitscapeError('usage', `a codebook of ${bits} bits on a grid of ${gridBits} bits cannot be built`, { hint: 'Bits may be 2 … 8, grid bits from there to 12.' });
  }
  assertFinite(values, 'fitCodebook: values');
  const sample = sampleFor(values);
  const uniform = parseFormat(`int${bits}`);
  const candidates: NumberFormat[] = [parseFormat(`codebook:${uniform.levels.join(',')}`)];
  const centres = clusterSorted(sample, 2 ** bits);
  const largest = centres.reduce((most, centre) => Math.max(most, Math.abs(centre)), 0);
  if (largest > 0) {
    const entries = roundedEntries(centres, (2 ** (gridBits - 1) - 1) / largest, zero);
    if (entries.length > 1 && entries.at(-1)! > 0) candidates.push(parseFormat(`codebook:${entries.join(',')}`));
  }
  const fitted = candidates.map((format) => {
    const scale = chooseScaleOfSample(sample, format, 'mse');
    return { format, scale, mse: scaleError(sample, format, scale) / Math.max(1, values.length) };
  });
  return fitted.reduce((best, candidate) => (candidate.mse < best.mse ? candidate : best));
}

function sampleFor(values: Float32Array): WeightedSample {
  if (values.length <= EXACT_LIMIT) return sampleOf(values);
  const histogram = new MagnitudeHistogram();
  histogram.add(values);
  return histogram.sample();
}

function roundedEntries(centres: Float64Array, unitsPerValue: number, zero: boolean): number[] {
  const entries = Array.from(centres, (centre) => Math.round(centre * unitsPerValue) + 0);
  if (zero && !entries.includes(0)) {
    const nearest = entries.reduce((best, entry, i) => (Math.abs(entry) < Math.abs(entries[best]!) ? i : best), 0);
    entries[nearest] = 0;
  }
  return [...new Set(entries)].sort((a, b) => a - b);
}
