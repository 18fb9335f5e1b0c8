/**
 * Exact sums (f64) of what codes (u16) stand for, over windows found once for one image.
 *
 * @param imageStep bytes of an image of the source
 * @param starts i32 `[outputs + 1]`: windows in `positions`, byte offsets (i32) of the codes of each
 * @param entries f64, one a code
 */
export function windowSums(source: usize, sums: usize, images: i32, imageStep: i32, starts: usize, outputs: i32, positions: usize, entries: usize): void {
  for (let image = 0; image < images; image++, source += <usize>imageStep) {
    for (let i = 0; i < outputs; i++, sums += 8) {
      let at = positions + (<usize>load<i32>(starts + (<usize>i << 2)) << 2);
      const end = positions + (<usize>load<i32>(starts + (<usize>i << 2), 4) << 2);
      let sum: f64 = 0;
      for (; at < end; at += 4) sum += load<f64>(entries + (<usize>load<u16>(source + <usize>load<i32>(at)) << 3));
      store<f64>(sums, sum);
    }
  }
}
