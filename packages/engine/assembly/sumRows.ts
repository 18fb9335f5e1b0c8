// Accumulators of the kernels' padded layout to exact doubles, `[pixel][channel]`, wrapped to their width and with a residual added.

/**
 * @param sums `[pixel][group][stride]`, i32, or f64 where `wide`
 * @param bits width of the accumulator to wrap to, at most 32; 0: sums are right as they are
 * @param residual codes (u16) `[pixel][channel]`; 0: none
 * @param tables f64 `[channel][code]`: what each residual code adds
 * @param tableBits bits of a residual code
 */
export function sumRows(
  sums: usize, target: usize, pixels: i32, groups: i32, groupOutputs: i32, stride: i32, wide: i32, bits: i32,
  residual: usize, tables: usize, tableBits: i32,
): void {
  const shift = bits == 0 ? 0 : 32 - bits;
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let g = 0; g < groups; g++) {
      const first = pixel * groups + g;
      if (wide) {
        const from = sums + (<usize>(first * stride) << 3);
        memory.copy(target, from, <usize>groupOutputs << 3);
        target += <usize>groupOutputs << 3;
        continue;
      }
      const from = sums + (<usize>(first * stride) << 2);
      let o = 0;
      for (; o + 4 <= groupOutputs; o += 4, target += 32) {
        let v = v128.load(from + (<usize>o << 2));
        v = i32x4.shr_s(i32x4.shl(v, shift), shift);
        v128.store(target, f64x2.convert_low_i32x4_s(v));
        v128.store(target, f64x2.convert_low_i32x4_s(i8x16.shuffle(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15)), 16);
      }
      for (; o < groupOutputs; o++, target += 8) {
        // As an expression it would take the wider type of its context.
        const v: i32 = load<i32>(from + (<usize>o << 2));
        const wrapped: i32 = (v << shift) >> shift;
        store<f64>(target, <f64>wrapped);
      }
    }
  }
  if (residual == 0) return;
  const channels = groups * groupOutputs;
  let to = target - (<usize>(pixels * channels) << 3);
  const tableStep = <usize>8 << tableBits;
  for (let pixel = 0; pixel < pixels; pixel++) {
    let table = tables;
    for (let c = 0; c < channels; c++, to += 8, residual += 2, table += tableStep) {
      store<f64>(to, load<f64>(to) + load<f64>(table + (<usize>load<u16>(residual) << 3)));
    }
  }
}
