// Multiply, shift, clamp: `floor((sum + bias) * multiplier / 2^shift + 1/2)` in doubles, where every intermediate value is an integer below
// 2^53 or such an integer times a power of two, hence exact.

@inline
function level(sum: v128, channel: usize, biases: usize, multipliers: usize, halves: usize, scales: usize, least: v128, greatest: v128): v128 {
  const product = f64x2.mul(f64x2.add(sum, v128.load(biases + channel)), v128.load(multipliers + channel));
  const rounded = f64x2.floor(f64x2.mul(f64x2.add(product, v128.load(halves + channel)), v128.load(scales + channel)));
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.min(f64x2.max(rounded, least), greatest));
}

/**
 * Codes (u16) `[pixel][channel]` of sums (f64).
 *
 * @param biases f64, one a channel and one more; so are multipliers, halves (`2^(shift - 1)`, or 0) and scales (`2^-shift`)
 * @param mask bits of a code: codes are two's-complement levels
 */
export function requantizeRows(
  sums: usize, target: usize, pixels: i32, channels: i32,
  biases: usize, multipliers: usize, halves: usize, scales: usize, least: f64, greatest: f64, mask: i32,
): void {
  const low = f64x2.splat(least), high = f64x2.splat(greatest);
  const bytes = <usize>(channels & ~1) << 3;
  const odd = (channels & 1) != 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    let c: usize = 0;
    for (; c < bytes; c += 16, sums += 16, target += 4) {
      const codes = level(v128.load(sums), c, biases, multipliers, halves, scales, low, high);
      const pair = i64x2.extract_lane(codes, 0);
      store<i32>(target, (<i32>pair & mask) | ((<i32>(pair >> 32) & mask) << 16));
    }
    if (odd) {
      const codes = level(f64x2.splat(load<f64>(sums)), c, biases, multipliers, halves, scales, low, high);
      store<u16>(target, <u16>(i32x4.extract_lane(codes, 0) & mask));
      sums += 8;
      target += 2;
    }
  }
}
