// Requantizers in 64-bit integers: `code = clamp((sum * multiplier + offset) >> (32 + down))`, with rounding, bias and what a residual adds
// in the offset. See src/encoder/highProducts.ts for why this is exact.

@inline
function high(sums: v128, multipliers: v128, first: v128, second: v128): v128 {
  const low = i64x2.add(i64x2.extmul_low_i32x4_s(sums, multipliers), first);
  const up = i64x2.add(i64x2.extmul_high_i32x4_s(sums, multipliers), second);
  return i8x16.shuffle(low, up, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
}

/** Offsets of two channels, chosen by the codes of the residual. */
@inline
function pair(tables: usize, step: usize, codes: usize, mask: i32): v128 {
  // Behind the last channel codes can be anything: masked, they stay within the table.
  const first = v128.load64_zero(tables + (<usize>(<i32>load<u16>(codes) & mask) << 3));
  return v128.load64_lane(tables + step + (<usize>(<i32>load<u16>(codes, 2) & mask) << 3), first, 1);
}

/**
 * Codes (u16) `[pixel][channel]` of a kernel's sums (i32) `[pixel][group][stride]`; reads up to 28 bytes behind both sums and residual.
 *
 * @param shift sums are wrapped to 32 - shift bits first
 * @param down bits that the high word is shifted
 * @param multipliers i32 `[group][groupOutputs up to a multiple of 8]`
 * @param offsets i64, one a multiplier, or `2^tableBits` with a residual
 * @param residual codes (u16) `[pixel][channel]`; 0: none
 */
export function highProductRows(
  sums: usize, target: usize, pixels: i32, groups: i32, groupOutputs: i32, stride: i32, shift: i32, down: i32,
  multipliers: usize, offsets: usize, residual: usize, tableBits: i32, least: i32, greatest: i32, mask: i32,
): void {
  const low = i16x8.splat(<i16>least), top = i16x8.splat(<i16>greatest), bits = i16x8.splat(<i16>mask);
  const sumStep = <usize>stride << 2;
  const table = <usize>8 << tableBits;
  const codeMask = (1 << tableBits) - 1;
  for (let pixel = 0; pixel < pixels; pixel++) {
    let m = multipliers;
    let at = offsets;
    for (let g = 0; g < groups; g++, sums += sumStep) {
      let from = sums;
      for (let c = 0; c < groupOutputs; c += 8, from += 32, m += 32) {
        const s0 = i32x4.shr_s(i32x4.shl(v128.load(from), shift), shift), s1 = i32x4.shr_s(i32x4.shl(v128.load(from, 16), shift), shift);
        let r0: v128, r1: v128;
        if (residual) {
          r0 = high(s0, v128.load(m), pair(at, table, residual, codeMask), pair(at + 2 * table, table, residual + 4, codeMask));
          at += 4 * table;
          r1 = high(s1, v128.load(m, 16), pair(at, table, residual + 8, codeMask), pair(at + 2 * table, table, residual + 12, codeMask));
          at += 4 * table;
        } else {
          r0 = high(s0, v128.load(m), v128.load(at), v128.load(at, 16));
          r1 = high(s1, v128.load(m, 16), v128.load(at, 32), v128.load(at, 48));
          at += 64;
        }
        let codes = v128.and(i16x8.max_s(i16x8.min_s(i16x8.narrow_i32x4_s(i32x4.shr_s(r0, down), i32x4.shr_s(r1, down)), top), low), bits);
        const count = groupOutputs - c;
        if (count >= 8) {
          v128.store(target, codes);
          target += 16;
          if (residual) residual += 16;
        } else {
          for (let i = 0; i < count; i++, target += 2) {
            store<u16>(target, <u16>i16x8.extract_lane_u(codes, 0));
            codes = i8x16.shuffle(codes, codes, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1);
          }
          if (residual) residual += <usize>count << 1;
        }
      }
    }
  }
}
