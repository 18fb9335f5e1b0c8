// Dot products of bytes, four products a lane, int32 sums, 4 pixels by 8 outputs at a time. One operand is signed, the other lies between 0
// and 127: then no intermediate sum of 16 bits overflows, and relaxed SIMD leaves one result only. Empty in the build without relaxed SIMD.

@inline
function dot(sum: v128, a: v128, w: v128, sevenBitWeights: bool): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) {
    return sevenBitWeights ? i32x4.relaxed_dot_i8x16_i7x16_add_s(a, w, sum) : i32x4.relaxed_dot_i8x16_i7x16_add_s(w, a, sum);
  }
  return unreachable();
}

@inline
function tile4(panel: usize, step: usize, weights: usize, sums: usize, sumStep: usize, runs: usize, runCount: i32, bytes: i32, seven: bool): void {
  let s00 = i32x4.splat(0), s01 = i32x4.splat(0), s10 = i32x4.splat(0), s11 = i32x4.splat(0);
  let s20 = i32x4.splat(0), s21 = i32x4.splat(0), s30 = i32x4.splat(0), s31 = i32x4.splat(0);
  for (let run = 0; run < runCount; run++) {
    let p0 = panel + <usize>load<i32>(runs + (<usize>run << 2));
    let p1 = p0 + step, p2 = p1 + step, p3 = p2 + step;
    const end = p0 + <usize>bytes;
    for (; p0 < end; p0 += 4, p1 += 4, p2 += 4, p3 += 4, weights += 32) {
      const w0 = v128.load(weights), w1 = v128.load(weights, 16);
      let a = v128.load32_splat(p0);
      s00 = dot(s00, a, w0, seven); s01 = dot(s01, a, w1, seven);
      a = v128.load32_splat(p1);
      s10 = dot(s10, a, w0, seven); s11 = dot(s11, a, w1, seven);
      a = v128.load32_splat(p2);
      s20 = dot(s20, a, w0, seven); s21 = dot(s21, a, w1, seven);
      a = v128.load32_splat(p3);
      s30 = dot(s30, a, w0, seven); s31 = dot(s31, a, w1, seven);
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
function tile1(panel: usize, weights: usize, sums: usize, runs: usize, runCount: i32, bytes: i32, seven: bool): void {
  let s0 = i32x4.splat(0), s1 = i32x4.splat(0);
  for (let run = 0; run < runCount; run++) {
    let p = panel + <usize>load<i32>(runs + (<usize>run << 2));
    const end = p + <usize>bytes;
    for (; p < end; p += 4, weights += 32) {
      const a = v128.load32_splat(p);
      s0 = dot(s0, a, v128.load(weights), seven);
      s1 = dot(s1, a, v128.load(weights, 16), seven);
    }
  }
  v128.store(sums, s0);
  v128.store(sums, s1, 16);
}

@inline
function allRows(
  panel: usize, rows: i32, width: i32, rowStep: i32, pixelStep: i32,
  groups: i32, groupStep: i32, weights: usize, blocks: i32,
  runs: usize, runCount: i32, bytes: i32, sums: usize, seven: bool,
): void {
  const sumStep = <usize>(groups * blocks) << 5;
  const blockBytes = <usize>(runCount * bytes) << 3;
  for (let y = 0; y < rows; y++) {
    for (let g = 0; g < groups; g++) {
      for (let b = 0; b < blocks; b++) {
        const block = g * blocks + b;
        const packed = weights + <usize>block * blockBytes;
        let at = panel + <usize>(y * rowStep + g * groupStep);
        let to = sums + <usize>(y * width) * sumStep + (<usize>block << 5);
        let x = 0;
        for (; x + 4 <= width; x += 4, at += <usize>pixelStep << 2, to += sumStep << 2) {
          tile4(at, <usize>pixelStep, packed, to, sumStep, runs, runCount, bytes, seven);
        }
        for (; x < width; x++, at += <usize>pixelStep, to += sumStep) tile1(at, packed, to, runs, runCount, bytes, seven);
      }
    }
  }
}

/**
 * Sums (i32) of `rows * width` outputs, `[pixel][group][8 * blocks]`; parameters as in `dotRows`, except:
 *
 * @param weights `[group][block][run][4 bytes of a run][8 outputs][4]` i8
 * @param bytes of a run, a multiple of 4
 * @param sevenBitWeights 1: weights lie between 0 and 127; 0: activations do
 */
export function byteDotRows(
  panel: usize, rows: i32, width: i32, rowStep: i32, pixelStep: i32,
  groups: i32, groupStep: i32, weights: usize, blocks: i32,
  runs: usize, runCount: i32, bytes: i32, sums: usize, sevenBitWeights: i32,
): void {
  if (sevenBitWeights) allRows(panel, rows, width, rowStep, pixelStep, groups, groupStep, weights, blocks, runs, runCount, bytes, sums, true);
  else allRows(panel, rows, width, rowStep, pixelStep, groups, groupStep, weights, blocks, runs, runCount, bytes, sums, false);
}
