// As bucketRows, straight from a kernel's sums in 32 bits, four channels at a time. The bits of a float name the bucket: rounding to floats
// keeps the order of integers, so that a bucket still holds at most one threshold, and the comparison itself is exact.

/** Entries of two lanes, 8 bytes each: threshold (i32), then the codes (u16) below and from it. */
@inline
function entries(buckets: usize, offsets: i64): v128 {
  const first = v128.load64_zero(buckets + <usize>(<u32>offsets));
  return v128.load64_lane(buckets + <usize>(<u32>(offsets >> 32)), first, 1);
}

/**
 * Codes (u16) `[pixel][channel]` of sums (i32) `[pixel][group][stride]`; reads up to 12 bytes behind both sums and residual.
 *
 * @param shift sums are wrapped to 32 - shift bits first
 * @param addends i32 `[group][groupOutputs up to a multiple of 4]`, or `[…][2^tableBits]` by the codes of a residual
 * @param bases i32, one a channel of the padded layout: key of bucket 0, below which all values belong to it
 * @param buckets entries `[channel of the padded layout][last + 1]`
 * @param down bits of a float below its key
 * @param residual codes (u16) `[pixel][channel]`; 0: none
 */
export function bucketSums(
  sums: usize, target: usize, pixels: i32, groups: i32, groupOutputs: i32, stride: i32, shift: i32,
  addends: usize, bases: usize, buckets: usize, last: i32, down: i32, residual: usize, tableBits: i32,
): void {
  const sumStep = <usize>stride << 2;
  const step = (last + 1) << 3;
  const lanes = i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(step));
  const top = i32x4.splat(last);
  const codeMask = (1 << tableBits) - 1;
  for (let pixel = 0; pixel < pixels; pixel++) {
    let channel: usize = 0;
    for (let g = 0; g < groups; g++, sums += sumStep) {
      let from = sums;
      for (let c = 0; c < groupOutputs; c += 4, from += 16, channel += 4) {
        let value = i32x4.shr_s(i32x4.shl(v128.load(from), shift), shift);
        const count = groupOutputs - c;
        if (residual) {
          const table = addends + (channel << (2 + tableBits));
          let added = v128.load32_zero(table + (<usize>(<i32>load<u16>(residual) & codeMask) << 2));
          added = v128.load32_lane(table + (<usize>((1 << tableBits) + (<i32>load<u16>(residual, 2) & codeMask)) << 2), added, 1);
          added = v128.load32_lane(table + (<usize>((2 << tableBits) + (<i32>load<u16>(residual, 4) & codeMask)) << 2), added, 2);
          added = v128.load32_lane(table + (<usize>((3 << tableBits) + (<i32>load<u16>(residual, 6) & codeMask)) << 2), added, 3);
          value = i32x4.add(value, added);
          residual += <usize>min(count, 4) << 1;
        } else {
          value = i32x4.add(value, v128.load(addends + (channel << 2)));
        }
        const key = i32x4.sub(i32x4.shr_s(f32x4.convert_i32x4_s(value), down), v128.load(bases + (channel << 2)));
        const offsets = i32x4.add(i32x4.shl(i32x4.max_s(i32x4.min_s(key, top), i32x4.splat(0)), 3), lanes);
        const own = buckets + channel * <usize>step;
        const low = entries(own, i64x2.extract_lane(offsets, 0)), high = entries(own, i64x2.extract_lane(offsets, 1));
        const thresholds = i8x16.shuffle(low, high, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27);
        const pairs = i8x16.shuffle(low, high, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
        // The upper code where the value reaches the threshold.
        const chosen = v128.bitselect(i32x4.shr_u(pairs, 16), v128.and(pairs, i32x4.splat(0xffff)), i32x4.ge_s(value, thresholds));
        const codes = i16x8.narrow_i32x4_u(chosen, chosen);
        if (count >= 4) {
          v128.store64_lane(target, codes, 0);
          target += 8;
        } else {
          let rest = i64x2.extract_lane(codes, 0);
          for (let i = 0; i < count; i++, target += 2, rest >>= 16) store<u16>(target, <u16>rest);
        }
      }
    }
  }
}
