// Products added one at a time to saturating accumulators, in the order of the hardware: a pair of int16 terms is one product, int32 sums, 4
// pixels by 8 outputs at a time.

@inline
function splat(address: usize): v128 {
  return v128.load_splat<i32>(address);
}

@inline
function step(sum: v128, a: v128, w: v128, least: v128, greatest: v128): v128 {
  return i32x4.max_s(i32x4.min_s(i32x4.add(sum, i32x4.dot_i16x8_s(a, w)), greatest), least);
}

@inline
function tile4(panel: usize, pixel: usize, weights: usize, sums: usize, sumStep: usize, runs: usize, runCount: i32, pairs: i32, least: v128, greatest: v128): void {
  let s00 = i32x4.splat(0), s01 = i32x4.splat(0), s10 = i32x4.splat(0), s11 = i32x4.splat(0);
  let s20 = i32x4.splat(0), s21 = i32x4.splat(0), s30 = i32x4.splat(0), s31 = i32x4.splat(0);
  for (let run = 0; run < runCount; run++) {
    let p0 = panel + <usize>load<i32>(runs + (<usize>run << 2));
    let p1 = p0 + pixel, p2 = p1 + pixel, p3 = p2 + pixel;
    const end = p0 + (<usize>pairs << 2);
    for (; p0 < end; p0 += 4, p1 += 4, p2 += 4, p3 += 4, weights += 32) {
      const w0 = v128.load(weights), w1 = v128.load(weights, 16);
      let a = splat(p0);
      s00 = step(s00, a, w0, least, greatest); s01 = step(s01, a, w1, least, greatest);
      a = splat(p1);
      s10 = step(s10, a, w0, least, greatest); s11 = step(s11, a, w1, least, greatest);
      a = splat(p2);
      s20 = step(s20, a, w0, least, greatest); s21 = step(s21, a, w1, least, greatest);
      a = splat(p3);
      s30 = step(s30, a, w0, least, greatest); s31 = step(s31, a, w1, least, greatest);
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
function tile1(panel: usize, weights: usize, sums: usize, runs: usize, runCount: i32, pairs: i32, least: v128, greatest: v128): void {
  let s0 = i32x4.splat(0), s1 = i32x4.splat(0);
  for (let run = 0; run < runCount; run++) {
    let p = panel + <usize>load<i32>(runs + (<usize>run << 2));
    const end = p + (<usize>pairs << 2);
    for (; p < end; p += 4, weights += 32) {
      const a = splat(p);
      s0 = step(s0, a, v128.load(weights), least, greatest);
      s1 = step(s1, a, v128.load(weights, 16), least, greatest);
    }
  }
  v128.store(sums, s0);
  v128.store(sums, s1, 16);
}

/**
 * Sums (i32) of `rows * width` outputs, `[pixel][group][8 * blocks]`; parameters as in `dotRows`, except:
 *
 * @param pairs products in a run
 * @param least smallest value of the accumulator; twice its range fits 32 bits
 * @param greatest largest value of the accumulator
 */
export function clampedDotRows(
  panel: usize, rows: i32, width: i32, rowStep: i32, pixelStep: i32,
  groups: i32, groupStep: i32, weights: usize, blocks: i32,
  runs: usize, runCount: i32, pairs: i32, sums: usize, least: i32, greatest: i32,
): void {
  const low = i32x4.splat(least), high = i32x4.splat(greatest);
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
          tile4(at, <usize>pixelStep, packed, to, sumStep, runs, runCount, pairs, low, high);
        }
        for (; x < width; x++, at += <usize>pixelStep, to += sumStep) tile1(at, packed, to, runs, runCount, pairs, low, high);
      }
    }
  }
}
