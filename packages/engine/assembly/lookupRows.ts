// Any product table: one lookup a product, exact sums in int32 or, for wide products, in doubles (integers below 2^53).

/**
 * Sums of `rows * width` outputs, `[pixel][output]`, i32.
 *
 * @param panel byte offsets (u32) of the activation codes, at the first output's top left tap
 * @param weights `[output][run][length]` u32: address of the row of products of each weight
 * @param runs byte offsets (i32) of the contiguous runs of one window
 */
export function lookupRows32(
  panel: usize, rows: i32, width: i32, rowStep: i32, pixelStep: i32,
  groups: i32, groupStep: i32, weights: usize, groupOutputs: i32,
  runs: usize, runCount: i32, length: i32, sums: usize,
): void {
  const window = <usize>(runCount * length) << 2;
  const outputs = groups * groupOutputs;
  const sumStep = <usize>outputs << 2;
  const step = <usize>pixelStep;
  for (let y = 0; y < rows; y++) {
    for (let o = 0; o < outputs; o++) {
      const first = weights + <usize>o * window;
      let at = panel + <usize>(y * rowStep + (o / groupOutputs) * groupStep);
      let to = sums + <usize>(y * width) * sumStep + (<usize>o << 2);
      let x = 0;
      for (; x + 4 <= width; x += 4, at += step << 2, to += sumStep << 2) {
        let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        let w = first;
        for (let run = 0; run < runCount; run++) {
          let p0 = at + <usize>load<i32>(runs + (<usize>run << 2));
          let p1 = p0 + step, p2 = p1 + step, p3 = p2 + step;
          const end = w + (<usize>length << 2);
          for (; w < end; w += 4, p0 += 4, p1 += 4, p2 += 4, p3 += 4) {
            const row = <usize>load<u32>(w);
            s0 += load<i32>(row + <usize>load<u32>(p0));
            s1 += load<i32>(row + <usize>load<u32>(p1));
            s2 += load<i32>(row + <usize>load<u32>(p2));
            s3 += load<i32>(row + <usize>load<u32>(p3));
          }
        }
        store<i32>(to, s0);
        store<i32>(to + sumStep, s1);
        store<i32>(to + 2 * sumStep, s2);
        store<i32>(to + 3 * sumStep, s3);
      }
      for (; x < width; x++, at += step, to += sumStep) {
        let s = 0;
        let w = first;
        for (let run = 0; run < runCount; run++) {
          let p = at + <usize>load<i32>(runs + (<usize>run << 2));
          const end = w + (<usize>length << 2);
          for (; w < end; w += 4, p += 4) s += load<i32>(<usize>load<u32>(w) + <usize>load<u32>(p));
        }
        store<i32>(to, s);
      }
    }
  }
}

/** As {@link lookupRows32}, for products and sums (f64) beyond 32 bits. */
export function lookupRows64(
  panel: usize, rows: i32, width: i32, rowStep: i32, pixelStep: i32,
  groups: i32, groupStep: i32, weights: usize, groupOutputs: i32,
  runs: usize, runCount: i32, length: i32, sums: usize,
): void {
  const window = <usize>(runCount * length) << 2;
  const outputs = groups * groupOutputs;
  const sumStep = <usize>outputs << 3;
  const step = <usize>pixelStep;
  for (let y = 0; y < rows; y++) {
    for (let o = 0; o < outputs; o++) {
      const first = weights + <usize>o * window;
      let at = panel + <usize>(y * rowStep + (o / groupOutputs) * groupStep);
      let to = sums + <usize>(y * width) * sumStep + (<usize>o << 3);
      let x = 0;
      for (; x + 4 <= width; x += 4, at += step << 2, to += sumStep << 2) {
        let s0: f64 = 0, s1: f64 = 0, s2: f64 = 0, s3: f64 = 0;
        let w = first;
        for (let run = 0; run < runCount; run++) {
          let p0 = at + <usize>load<i32>(runs + (<usize>run << 2));
          let p1 = p0 + step, p2 = p1 + step, p3 = p2 + step;
          const end = w + (<usize>length << 2);
          for (; w < end; w += 4, p0 += 4, p1 += 4, p2 += 4, p3 += 4) {
            const row = <usize>load<u32>(w);
            s0 += load<f64>(row + <usize>load<u32>(p0));
            s1 += load<f64>(row + <usize>load<u32>(p1));
            s2 += load<f64>(row + <usize>load<u32>(p2));
            s3 += load<f64>(row + <usize>load<u32>(p3));
          }
        }
        store<f64>(to, s0);
        store<f64>(to + sumStep, s1);
        store<f64>(to + 2 * sumStep, s2);
        store<f64>(to + 3 * sumStep, s3);
      }
      for (; x < width; x++, at += step, to += sumStep) {
        let s: f64 = 0;
        let w = first;
        for (let run = 0; run < runCount; run++) {
          let p = at + <usize>load<i32>(runs + (<usize>run << 2));
          const end = w + (<usize>length << 2);
          for (; w < end; w += 4, p += 4) s += load<f64>(<usize>load<u32>(w) + <usize>load<u32>(p));
        }
        store<f64>(to, s);
      }
    }
  }
}
