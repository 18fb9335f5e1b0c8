// Any non-decreasing encoder by its steps: the rank is the number of thresholds not above the sum, found by a branchless binary search.

/**
 * Codes (u16) `[pixel][channel]` of sums (f64).
 *
 * @param thresholds f64 `[channel][2^steps - 1]` in ascending order, filled up with infinity
 * @param table u16: code of each rank
 */
export function thresholdRows(sums: usize, target: usize, pixels: i32, channels: i32, thresholds: usize, steps: i32, table: usize): void {
  const entries = (<usize>8 << steps) - 8;
  const start = <usize>4 << steps;
  for (let pixel = 0; pixel < pixels; pixel++) {
    let first = thresholds;
    let c = 0;
    for (; c + 2 <= channels; c += 2, first += entries << 1, sums += 16, target += 4) {
      const s0 = load<f64>(sums), s1 = load<f64>(sums, 8);
      // Positions are byte offsets: the thresholds before them are not above the sum.
      let r0: usize = 0, r1: usize = 0;
      const other = first + entries;
      for (let half = start; half >= 8; half >>= 1) {
        r0 += select<usize>(half, 0, load<f64>(first + r0 + half - 8) <= s0);
        r1 += select<usize>(half, 0, load<f64>(other + r1 + half - 8) <= s1);
      }
      store<u16>(target, load<u16>(table + (r0 >> 2)));
      store<u16>(target, load<u16>(table + (r1 >> 2)), 2);
    }
    if (c < channels) {
      const s0 = load<f64>(sums);
      let r0: usize = 0;
      for (let half = start; half >= 8; half >>= 1) r0 += select<usize>(half, 0, load<f64>(first + r0 + half - 8) <= s0);
      store<u16>(target, load<u16>(table + (r0 >> 2)));
      sums += 8;
      target += 2;
    }
  }
}
