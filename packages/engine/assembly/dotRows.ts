// Integer dot products: int16 terms of a panel times packed int16 weights, int32 sums, 4 pixels by 8 outputs at a time.

@inline
function splat(address: usize): v128 {
  return v128.load_splat<i32>(address);
}

@inline
function dot(sum: v128, a: v128, w: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(a, w));
}

@inline
function tile4(panel: usize, step: usize, weights: usize, sums: usize, sumStep: usize, runs: usize, runCount: i32, pairs: i32): void {
  let s00 = i32x4.splat(0), s01 = i32x4.splat(0), s10 = i32x4.splat(0), s11 = i32x4.splat(0);
  let s20 = i32x4.splat(0), s21 = i32x4.splat(0), s30 = i32x4.splat(0), s31 = i32x4.splat(0);
  for (let run = 0; run < runCount; run++) {
    let p0 = panel + <usize>load<i32>(runs + (<usize>run << 2));
    let p1 = p0 + step, p2 = p1 + step, p3 = p2 + step;
    const end = p0 + (<usize>pairs << 2);
    const even = p0 + (<usize>(pairs & ~1) << 2);
    while (p0 < even) {
      let w0 = v128.load(weights), w1 = v128.load(weights, 16);
      let a = splat(p0);
      s00 = dot(s00, a, w0); s01 = dot(s01, a, w1);
      a = splat(p1);
      s10 = dot(s10, a, w0); s11 = dot(s11, a, w1);
      a = splat(p2);
      s20 = dot(s20, a, w0); s21 = dot(s21, a, w1);
      a = splat(p3);
      s30 = dot(s30, a, w0); s31 = dot(s31, a, w1);
      w0 = v128.load(weights, 32); w1 = v128.load(weights, 48);
      a = v128.load_splat<i32>(p0, 4);
      s00 = dot(s00, a, w0); s01 = dot(s01, a, w1);
      a = v128.load_splat<i32>(p1, 4);
      s10 = dot(s10, a, w0); s11 = dot(s11, a, w1);
      a = v128.load_splat<i32>(p2, 4);
      s20 = dot(s20, a, w0); s21 = dot(s21, a, w1);
      a = v128.load_splat<i32>(p3, 4);
      s30 = dot(s30, a, w0); s31 = dot(s31, a, w1);
      weights += 64; p0 += 8; p1 += 8; p2 += 8; p3 += 8;
    }
    if (p0 < end) {
      const w0 = v128.load(weights), w1 = v128.load(weights, 16);
      let a = splat(p0);
      s00 = dot(s00, a, w0); s01 = dot(s01, a, w1);
      a = splat(p1);
      s10 = dot(s10, a, w0); s11 = dot(s11, a, w1);
      a = splat(p2);
      s20 = dot(s20, a, w0); s21 = dot(s21, a, w1);
      a = splat(p3);
      s30 = dot(s30, a, w0); s31 = dot(s31, a, w1);
      weights += 32;
    }
  }
  v128.store(sums, s00); v128.store(sums, s01, 16);
  sums += sumStep;
  v128.store(sums, s10); v128.store(sums, s11, 16);
  sums += sumStep;
  v128.store(sums, s20); v128.store(sums, s21, 16);
  sums += sumStep;
  v128.store(sums, s30); v128.store(sums, s31, 16);
}

@inline
function tile1(panel: usize, weights: usize, sums: usize, runs: usize, runCount: i32, pairs: i32): void {
  let s0 = i32x4.splat(0), s1 = i32x4.splat(0);
  for (let run = 0; run < runCount; run++) {
    let p = panel + <usize>load<i32>(runs + (<usize>run << 2));
    const end = p + (<usize>pairs << 2);
    for (; p < end; p += 4, weights += 32) {
      const a = splat(p);
      s0 = dot(s0, a, v128.load(weights));
      s1 = dot(s1, a, v128.load(weights, 16));
    }
  }
  v128.store(sums, s0);
  v128.store(sums, s1, 16);
}

/**
 * Sums (i32) of `rows * width` outputs, `[pixel][group][8 * blocks]`.
 *
 * @param panel terms of the first output's top left tap
 * @param rowStep bytes of the panel from one output row to the next
 * @param pixelStep bytes of the panel from one output to the next
 * @param groupStep bytes of the panel from one group to the next
 * @param weights `[group][block][run][pair][8 outputs][2]` i16
 * @param runs byte offsets (i32) of the contiguous runs of one window
 * @param pairs pairs of terms in a run
 */
export function dotRows(
  panel: usize, rows: i32, width: i32, rowStep: i32, pixelStep: i32,
  groups: i32, groupStep: i32, weights: usize, blocks: i32,
  runs: usize, runCount: i32, pairs: i32, sums: usize,
): void {
  const sumStep = <usize>(groups * blocks) << 5;
  const blockBytes = <usize>(runCount * pairs) << 5;
  for (let y = 0; y < rows; y++) {
    for (let g = 0; g < groups; g++) {
      for (let b = 0; b < blocks; b++) {
        const block = g * blocks + b;
        const packed = weights + <usize>block * blockBytes;
        let at = panel + <usize>(y * rowStep + g * groupStep);
        let to = sums + <usize>(y * width) * sumStep + (<usize>block << 5);
        let x = 0;
        for (; x + 4 <= width; x += 4, at += <usize>pixelStep << 2, to += sumStep << 2) {
          tile4(at, <usize>pixelStep, packed, to, sumStep, runs, runCount, pairs);
        }
        for (; x < width; x++, at += <usize>pixelStep, to += sumStep) tile1(at, packed, to, runs, runCount, pairs);
      }
    }
  }
}
