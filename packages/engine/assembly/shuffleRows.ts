// Activations of at most 4 bits: 16 products of a weight are the lanes of one byte shuffle, 16 images at a time; products are split in
// byte planes, each summed on its own in 16 bits: `all` adds words (low byte + 256 * high byte), `high` the high bytes alone.

import { pickBytes } from './pickBytes';

@inline
function flush(all: v128, high: v128, to: usize, shift: i32): void {
  const low = i16x8.sub(all, i16x8.shl(high, 8));
  // Even lanes are in `low`, odd lanes in `high`: interleave to 16 sums in order.
  const first = i8x16.shuffle(low, high, 0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22, 23);
  const second = i8x16.shuffle(low, high, 8, 9, 24, 25, 10, 11, 26, 27, 12, 13, 28, 29, 14, 15, 30, 31);
  v128.store(to, i32x4.add(v128.load(to), i32x4.shl(i32x4.extend_low_i16x8_u(first), shift)));
  v128.store(to, i32x4.add(v128.load(to, 16), i32x4.shl(i32x4.extend_high_i16x8_u(first), shift)), 16);
  v128.store(to, i32x4.add(v128.load(to, 32), i32x4.shl(i32x4.extend_low_i16x8_u(second), shift)), 32);
  v128.store(to, i32x4.add(v128.load(to, 48), i32x4.shl(i32x4.extend_high_i16x8_u(second), shift)), 48);
}

/** Two pixels by two outputs; `scratch` receives `[pixel][output][16]` i32. */
@inline
function tile(panel: usize, step: usize, weights: usize, planeBytes: usize, planes: i32, limits: usize, runs: usize, runCount: i32, length: i32, scratch: usize): void {
  memory.fill(scratch, 0, 256);
  for (let plane = 0; plane < planes; plane++) {
    const base = <usize>plane * planeBytes;
    const limit = load<i32>(limits + (<usize>plane << 2));
    let all00 = i16x8.splat(0), all01 = i16x8.splat(0), all10 = i16x8.splat(0), all11 = i16x8.splat(0);
    let high00 = i16x8.splat(0), high01 = i16x8.splat(0), high10 = i16x8.splat(0), high11 = i16x8.splat(0);
    let w = weights;
    let left = limit;
    const shift = plane << 3;
    for (let run = 0; run < runCount; run++) {
      let p0 = panel + <usize>load<i32>(runs + (<usize>run << 2));
      let p1 = p0 + step;
      let rest = length;
      while (rest > 0) {
        const count = min(rest, left);
        const end = w + (<usize>count << 3);
        for (; w < end; w += 8, p0 += 16, p1 += 16) {
          const a0 = v128.load(p0), a1 = v128.load(p1);
          let table = v128.load(base + <usize>load<u32>(w));
          let v = pickBytes(table, a0);
          all00 = i16x8.add(all00, v);
          high00 = i16x8.add(high00, i16x8.shr_u(v, 8));
          v = pickBytes(table, a1);
          all10 = i16x8.add(all10, v);
          high10 = i16x8.add(high10, i16x8.shr_u(v, 8));
          table = v128.load(base + <usize>load<u32>(w, 4));
          v = pickBytes(table, a0);
          all01 = i16x8.add(all01, v);
          high01 = i16x8.add(high01, i16x8.shr_u(v, 8));
          v = pickBytes(table, a1);
          all11 = i16x8.add(all11, v);
          high11 = i16x8.add(high11, i16x8.shr_u(v, 8));
        }
        rest -= count;
        left -= count;
        if (left == 0) {
          flush(all00, high00, scratch, shift);
          flush(all01, high01, scratch + 64, shift);
          flush(all10, high10, scratch + 128, shift);
          flush(all11, high11, scratch + 192, shift);
          all00 = i16x8.splat(0); all01 = i16x8.splat(0); all10 = i16x8.splat(0); all11 = i16x8.splat(0);
          high00 = i16x8.splat(0); high01 = i16x8.splat(0); high10 = i16x8.splat(0); high11 = i16x8.splat(0);
          left = limit;
        }
      }
    }
    flush(all00, high00, scratch, shift);
    flush(all01, high01, scratch + 64, shift);
    flush(all10, high10, scratch + 128, shift);
    flush(all11, high11, scratch + 192, shift);
  }
}

@inline
function scatter(scratch: usize, to: usize, imageStep: usize, images: i32, constant: i32): void {
  for (let lane = 0; lane < images; lane++, to += imageStep) store<i32>(to, load<i32>(scratch + (<usize>lane << 2)) + constant);
}

/**
 * Sums (i32) of `rows * width` outputs of up to 16 images, `[image][pixel][group][2 * pairsOfOutputs]`.
 *
 * @param panel codes (bytes), `[row][column][channel][16]`, at the first output's top left tap; must be readable one pixel further
 * @param weights `[group][pair of outputs][run][length][2]` u32: address of each weight's table in plane 0
 * @param planeBytes distance of the planes' tables
 * @param limits steps (i32) that cannot overflow 16 bits, one a plane
 * @param constants i32, one an output of the padded layout: the sum of what was subtracted from its tables to make them non-negative
 * @param scratch 256 bytes
 */
export function shuffleRows(
  panel: usize, rows: i32, width: i32, rowStep: i32, pixelStep: i32,
  groups: i32, groupStep: i32, weights: usize, outputPairs: i32,
  runs: usize, runCount: i32, length: i32, sums: usize,
  images: i32, planes: i32, planeBytes: i32, limits: usize, constants: usize, scratch: usize,
): void {
  const window = <usize>(runCount * length) << 3;
  const sumStep = <usize>(groups * outputPairs) << 3;
  const imageStep = <usize>(rows * width) * sumStep;
  for (let y = 0; y < rows; y++) {
    for (let g = 0; g < groups; g++) {
      for (let b = 0; b < outputPairs; b++) {
        const block = g * outputPairs + b;
        const packed = weights + <usize>block * window;
        const c0 = load<i32>(constants + (<usize>block << 3)), c1 = load<i32>(constants + (<usize>block << 3), 4);
        for (let x = 0; x < width; x += 2) {
          const at = panel + <usize>(y * rowStep + g * groupStep + x * pixelStep);
          // An odd last pixel is paired with itself.
          tile(at, x + 1 < width ? <usize>pixelStep : 0, packed, <usize>planeBytes, planes, limits, runs, runCount, length, scratch);
          const to = sums + <usize>(y * width + x) * sumStep + (<usize>block << 3);
          scatter(scratch, to, imageStep, images, c0);
          scatter(scratch + 64, to + 4, imageStep, images, c1);
          if (x + 1 < width) {
            scatter(scratch + 128, to + sumStep, imageStep, images, c0);
            scatter(scratch + 192, to + sumStep + 4, imageStep, images, c1);
          }
        }
      }
    }
  }
}
