// Non-decreasing encoders whose steps widen with the magnitude: exponent and leading mantissa bits of `sum + bias` name a bucket that
// holds at most one threshold; one comparison decides.

/**
 * Codes (u16) `[pixel][channel]` of sums (f64).
 *
 * @param biases f64, one a channel
 * @param bases i32, one a channel: key of bucket 0, below which all sums belong to it
 * @param buckets u16 `[channel][last + 1]`: rank below the threshold of the bucket
 * @param thresholds f64 `[channel][ranks]` of sum + bias, closed by infinity
 * @param mantissa leading mantissa bits of a key
 * @param table u16: code of each rank
 */
export function bucketRows(
  sums: usize, target: usize, pixels: i32, channels: i32,
  biases: usize, bases: usize, buckets: usize, last: i32, thresholds: usize, ranks: i32, mantissa: i32, table: usize,
): void {
  const shift = 52 - <i64>mantissa;
  const bucketStep = <usize>(last + 1) << 1;
  const thresholdStep = <usize>ranks << 3;
  for (let pixel = 0; pixel < pixels; pixel++) {
    let bucket = buckets;
    let steps = thresholds;
    for (let c = 0; c < channels; c++, sums += 8, target += 2, bucket += bucketStep, steps += thresholdStep) {
      const value = load<f64>(sums) + load<f64>(biases + (<usize>c << 3));
      // Negative values have negative keys.
      const key: i32 = <i32>(reinterpret<i64>(value) >> shift) - load<i32>(bases + (<usize>c << 2));
      const clamped: i32 = min(max(key, 0), last);
      const rank: i32 = load<u16>(bucket + (<usize>clamped << 1));
      const above: i32 = load<f64>(steps + (<usize>rank << 3)) <= value ? 1 : 0;
      store<u16>(target, load<u16>(table + (<usize>(rank + above) << 1)));
    }
  }
}
