// Dot products of a factorised table whose weights have one term each: every lane picks the term of its weight from the terms of its
// activation by a byte shuffle, so that further terms cost nothing. 4 pixels by 8 outputs at a time.

import { pickBytes } from './pickBytes';

@inline
function pick(sum: v128, terms: v128, index: v128, weights: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(pickBytes(terms, index), weights));
}

/** `parts` of 64 bytes of weights read the same 16 bytes of terms. */
@inline
function tile4(panel: usize, step: usize, weights: usize, sums: usize, sumStep: usize, runs: usize, runCount: i32, bytes: i32, parts: i32): void {
  let s00 = i32x4.splat(0), s01 = i32x4.splat(0), s10 = i32x4.splat(0), s11 = i32x4.splat(0);
  let s20 = i32x4.splat(0), s21 = i32x4.splat(0), s30 = i32x4.splat(0), s31 = i32x4.splat(0);
  for (let run = 0; run < runCount; run++) {
    let p0 = panel + <usize>load<i32>(runs + (<usize>run << 2));
    let p1 = p0 + step, p2 = p1 + step, p3 = p2 + step;
    const end = p0 + <usize>bytes;
    for (; p0 < end; p0 += 16, p1 += 16, p2 += 16, p3 += 16) {
      let i0 = v128.load(weights), i1 = v128.load(weights, 16), w0 = v128.load(weights, 32), w1 = v128.load(weights, 48);
      let a = v128.load(p0);
      s00 = pick(s00, a, i0, w0); s01 = pick(s01, a, i1, w1);
      a = v128.load(p1);
      s10 = pick(s10, a, i0, w0); s11 = pick(s11, a, i1, w1);
      a = v128.load(p2);
      s20 = pick(s20, a, i0, w0); s21 = pick(s21, a, i1, w1);
      a = v128.load(p3);
      s30 = pick(s30, a, i0, w0); s31 = pick(s31, a, i1, w1);
      weights += 64;
      if (parts == 2) {
        i0 = v128.load(weights); i1 = v128.load(weights, 16); w0 = v128.load(weights, 32); w1 = v128.load(weights, 48);
        a = v128.load(p0);
        s00 = pick(s00, a, i0, w0); s01 = pick(s01, a, i1, w1);
        a = v128.load(p1);
        s10 = pick(s10, a, i0, w0); s11 = pick(s11, a, i1, w1);
        a = v128.load(p2);
        s20 = pick(s20, a, i0, w0); s21 = pick(s21, a, i1, w1);
        a = v128.load(p3);
        s30 = pick(s30, a, i0, w0); s31 = pick(s31, a, i1, w1);
        weights += 64;
      }
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
function tile1(panel: usize, weights: usize, sums: usize, runs: usize, runCount: i32, bytes: i32, parts: i32): void {
  let s0 = i32x4.splat(0), s1 = i32x4.splat(0);
  for (let run = 0; run < runCount; run++) {
    let p = panel + <usize>load<i32>(runs + (<usize>run << 2));
    const end = p + <usize>bytes;
    for (; p < end; p += 16) {
      const a = v128.load(p);
      for (let part = 0; part < parts; part++, weights += 64) {
        s0 = pick(s0, a, v128.load(weights), v128.load(weights, 32));
        s1 = pick(s1, a, v128.load(weights, 16), v128.load(weights, 48));
      }
    }
  }
  v128.store(sums, s0);
  v128.store(sums, s1, 16);
}

@inline
function allRows(
  panel: usize, rows: i32, width: i32, rowStep: i32, pixelStep: i32,
  groups: i32, groupStep: i32, weights: usize, blocks: i32,
  runs: usize, runCount: i32, bytes: i32, sums: usize, parts: i32,
): void {
  const sumStep = <usize>(groups * blocks) << 5;
  const blockBytes = <usize>(runCount * bytes * parts) << 2;
  for (let y = 0; y < rows; y++) {
    for (let g = 0; g < groups; g++) {
      for (let b = 0; b < blocks; b++) {
        const block = g * blocks + b;
        const packed = weights + <usize>block * blockBytes;
        let at = panel + <usize>(y * rowStep + g * groupStep);
        let to = sums + <usize>(y * width) * sumStep + (<usize>block << 5);
        let x = 0;
        for (; x + 4 <= width; x += 4, at += <usize>pixelStep << 2, to += sumStep << 2) {
          tile4(at, <usize>pixelStep, packed, to, sumStep, runs, runCount, bytes, parts);
        }
        for (; x < width; x++, at += <usize>pixelStep, to += sumStep) tile1(at, packed, to, runs, runCount, bytes, parts);
      }
    }
  }
}

/**
 * Sums (i32) of `rows * width` outputs, `[pixel][group][8 * blocks]`; parameters as in `dotRows`, except:
 *
 * @param weights `[group][block][run][16 bytes of terms][part]`, each part 4 vectors: byte indices of outputs 0-3 and 4-7, then their
 *   weights (i16), both `[output][2 activations]`
 * @param bytes of a run, a multiple of 16
 * @param terms of an activation: 2 (two parts of two activations in 16 bytes) or 4 (one part)
 */
export function selectRows(
  panel: usize, rows: i32, width: i32, rowStep: i32, pixelStep: i32,
  groups: i32, groupStep: i32, weights: usize, blocks: i32,
  runs: usize, runCount: i32, bytes: i32, sums: usize, terms: i32,
): void {
  if (terms == 4) allRows(panel, rows, width, rowStep, pixelStep, groups, groupStep, weights, blocks, runs, runCount, bytes, sums, 1);
  else allRows(panel, rows, width, rowStep, pixelStep, groups, groupStep, weights, blocks, runs, runCount, bytes, sums, 2);
}
