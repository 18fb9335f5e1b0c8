/** Floating-point numbers whose leading bits name a bucket. */
export type KeyFormat = 'float32' | 'float64';

/** Thresholds of each channel found by the leading bits of the value instead of a search. */
export interface ThresholdBuckets {
  /** Leading mantissa bits of a key; the exponent is above them. */
  readonly mantissa: number;
  /** Key of bucket 0 of each channel. */
  readonly bases: Int32Array;
  readonly perChannel: number;
  /** `[channel][bucket]`: number of thresholds below the bucket. */
  readonly ranks: Uint16Array;
}

const MAX_MANTISSA = 6;
export const FLOAT32_MANTISSA = 23;
/** Enough for the widest logarithmic formats; more would leave the first-level cache. */
const MAX_BUCKETS = 4096;

/**
 * Buckets of floats with equal exponent and leading mantissa bits, with at most one threshold each; undefined if thresholds lie too
 * close for that, or not all at 1 or above.
 *
 * @param rows thresholds of each channel, ascending, infinite ones last
 * @param format rounding to it keeps the order of values, which is all that buckets need
 */
export function thresholdBuckets(rows: readonly Float64Array[], format: KeyFormat): ThresholdBuckets | undefined {
  const finite = rows.map((row) => row.filter((threshold) => threshold < Infinity));
  if (finite.some((row) => row.length > 0 && row[0]! < 1)) return undefined;
  for (let mantissa = 0; mantissa <= MAX_MANTISSA; mantissa++) {
    const keys = finite.map((row) => Int32Array.from(row, (threshold) => keyOf(threshold, mantissa, format)));
    if (keys.some((row) => row.some((key, i) => i > 0 && key === row[i - 1]))) continue;
    const bases = Int32Array.from(keys, (row) => row[0] ?? keyOf(1, mantissa, format));
    const perChannel = keys.reduce((most, row, channel) => Math.max(most, (row.at(-1) ?? bases[channel]!) - bases[channel]! + 1), 1);
    if (perChannel > MAX_BUCKETS) return undefined;
    const ranks = new Uint16Array(rows.length * perChannel);
    keys.forEach((row, channel) => {
      for (let bucket = 0, rank = 0; bucket < perChannel; bucket++) {
        while (rank < row.length && row[rank]! < bases[channel]! + bucket) rank++;
        ranks[channel * perChannel + bucket] = rank;
      }
    });
    return { mantissa, bases, perChannel, ranks };
  }
  return undefined;
}

const bits = new DataView(new ArrayBuffer(8));

function keyOf(value: number, mantissa: number, format: KeyFormat): number {
  if (format === 'float32') {
    bits.setFloat32(0, value);
    return bits.getInt32(0) >> (FLOAT32_MANTISSA - mantissa);
  }
  bits.setFloat64(0, value);
  return bits.getInt32(0) >> (20 - mantissa);
}
