// Products added one at a time in the order of the hardware, the accumulator held to its range after each: slow and always right.

/**
 * Sums (f64) of `rows * width` outputs, `[pixel][output]`; parameters as in `lookupRows64`.
 *
 * @param least smallest value of the accumulator
 * @param greatest largest value of the accumulator
 * @param wraps 1: two's-complement overflow; 0: saturation
 */
export function orderedRows(
  panel: usize, rows: i32, width: i32, rowStep: i32, pixelStep: i32,
  groups: i32, groupStep: i32, weights: usize, groupOutputs: i32,
  runs: usize, runCount: i32, length: i32, sums: usize,
  least: f64, greatest: f64, wraps: i32,
): void {
  const window = <usize>(runCount * length) << 2;
  const outputs = groups * groupOutputs;
  const span = greatest - least + 1;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < width; x++) {
      for (let o = 0; o < outputs; o++, sums += 8) {
        const at = panel + <usize>(y * rowStep + x * pixelStep + (o / groupOutputs) * groupStep);
        let w = weights + <usize>o * window;
        let s: f64 = 0;
        for (let run = 0; run < runCount; run++) {
          let p = at + <usize>load<i32>(runs + (<usize>run << 2));
          for (let i = 0; i < length; i++, w += 4, p += 4) {
            s += load<f64>(<usize>load<u32>(w) + <usize>load<u32>(p));
            // A width that holds one product is passed by less than one span.
            if (s > greatest) s = wraps ? s - span : greatest;
            else if (s < least) s = wraps ? s + span : least;
          }
        }
        store<f64>(sums, s);
      }
    }
  }
}
