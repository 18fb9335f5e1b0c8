import { BitscapeError } from '@bitscape/errors';
import { weightedSample, type WeightedSample } from './WeightedSample.js';

/** Mantissa bits in a bin's index: 512 bins an octave. */
const RESOLUTION = 9;
const SHIFT = 23 - RESOLUTION;
const SIGN = 2 ** (8 + RESOLUTION);
const FIRST_NON_FINITE = 255 * 2 ** RESOLUTION;

/**
 * Histogram of float32 values over bins of constant relative width (sign, exponent and nine mantissa bits), for calibration over
 * batches. Bins are fixed in advance: no rebinning, and the order of batches does not matter. Holds up to 2^32 - 1 values
 * in 1 MiB.
 */
export class MagnitudeHistogram {
  readonly #counts = new Uint32Array(2 * SIGN);
  #total = 0;
  #minimum = Infinity;
  #maximum = -Infinity;

  /** Number of values added. */
  get count(): number {
    return this.#total;
  }

  /** Smallest and largest value added; 0 when empty. */
  get range(): readonly [minimum: number, maximum: number] {
    return this.#total === 0 ? [0, 0] : [this.#minimum, this.#maximum];
  }

  /** @throws {BitscapeError} `internal` beyond 2^32 - 1 values */
  add(values: Float32Array): void {
    if (this.#total + values.length >= 2 ** 32) throw new BitscapeError('internal', 'a histogram holds at most 4294967295 values');
    const counts = this.#counts;
    const patterns = new Int32Array(values.buffer, values.byteOffset, values.length);
    let [low, high] = [this.#minimum, this.#maximum];
    for (let i = 0; i < patterns.length; i++) {
      const bin = patterns[i]! >>> SHIFT;
      counts[bin] = counts[bin]! + 1;
      const x = values[i]!;
      if (x < low) low = x;
      if (x > high) high = x;
    }
    this.#minimum = low;
    this.#maximum = high;
    this.#total += values.length;
  }

  /** Adds the values of another histogram. */
  merge(other: MagnitudeHistogram): void {
    if (this.#total + other.#total >= 2 ** 32) throw new BitscapeError('internal', 'a histogram holds at most 4294967295 values');
    for (let bin = 0; bin < this.#counts.length; bin++) this.#counts[bin] = this.#counts[bin]! + other.#counts[bin]!;
    this.#minimum = Math.min(this.#minimum, other.#minimum);
    this.#maximum = Math.max(this.#maximum, other.#maximum);
    this.#total += other.#total;
  }

  /**
   * The values as a weighted sample: each bin at its centre, the outermost bins at the exact minimum and maximum.
   *
   * @throws {BitscapeError} `invalid-network` if NaN or an infinity was added
   */
  sample(): WeightedSample {
    this.#refuseNonFinite();
    const bins = occupied(this.#counts);
    const values = Float64Array.from(bins, binCentre);
    if (values.length > 0) {
      values[0] = this.#minimum;
      values[values.length - 1] = this.#maximum;
    }
    return weightedSample(values, (i) => this.#counts[bins[i]!]!);
  }

  #refuseNonFinite(): void {
    let bad = 0;
    for (let bin = FIRST_NON_FINITE; bin < SIGN; bin++) bad += this.#counts[bin]! + this.#counts[SIGN + bin]!;
    if (bad === 0) return;
    throw new BitscapeError('invalid-network', `${bad} of ${this.#total} calibration values are not finite`, {
      hint: 'The network overflows on the calibration images; check its weights and the input normalisation.',
    });
  }
}

/** Occupied bins in ascending order of their values: negative ones from the largest magnitude down, then positive ones. */
function occupied(counts: Uint32Array): number[] {
  const bins: number[] = [];
  for (let bin = 2 * SIGN - 1; bin >= SIGN; bin--) if (counts[bin]! > 0) bins.push(bin);
  for (let bin = 0; bin < SIGN; bin++) if (counts[bin]! > 0) bins.push(bin);
  return bins;
}

/** Centre of a bin; the bin of zero stands for zero itself. */
function binCentre(bin: number): number {
  const magnitude = bin % SIGN;
  if (magnitude === 0) return 0;
  const exponent = magnitude >>> RESOLUTION;
  const mantissa = ((magnitude & (2 ** RESOLUTION - 1)) + 0.5) / 2 ** RESOLUTION;
  const value = exponent === 0 ? mantissa * 2 ** -126 : (1 + mantissa) * 2 ** (exponent - 127);
  return bin >= SIGN ? -value : value;
}
