// Codes of an image to a panel of bytes, padding included: [row][column][group][slot], slot >= groupChannels * terms, a multiple of 4.

@inline
function expandPixels(source: usize, target: usize, count: i32, groupChannels: i32, slot: i32, terms: i32, table: usize): void {
  for (let pixel = 0; pixel < count; pixel++) {
    let out = target;
    target += <usize>slot;
    for (let i = 0; i < groupChannels; i++, source += 2) {
      const row = table + <usize>(<i32>load<u16>(source) * terms);
      for (let r = 0; r < terms; r++, out++) store<u8>(out, load<u8>(row + <usize>r));
    }
    while (out < target) store<u8>(out++, 0);
  }
}

/** Parameters as in `expandTerms`; `table` holds bytes. @param narrow 1: codes are their own single terms and fill their slots */
export function expandBytes(
  source: usize, target: usize, zeros: usize,
  height: i32, width: i32, groups: i32, groupChannels: i32,
  firstRow: i32, rows: i32, left: i32, columns: i32,
  slot: i32, terms: i32, table: usize, narrow: i32,
): void {
  const sourcePixel = <usize>(groups * groupChannels) << 1;
  const targetPixel = <usize>(groups * slot);
  for (let r = 0; r < rows; r++) {
    const y = firstRow + r;
    const inside = y >= 0 && y < height;
    const from = inside ? min(left, columns) : columns;
    const to = inside ? min(left + width, columns) : columns;
    for (let x = 0; x < from; x++, target += targetPixel) expandPixels(zeros, target, groups, groupChannels, slot, terms, table);
    if (to > from) {
      const line = source + <usize>(y * width) * sourcePixel;
      const bytes = <usize>(to - from) * targetPixel;
      if (narrow) {
        let i: usize = 0;
        for (; i + 16 <= bytes; i += 16) v128.store(target + i, i8x16.narrow_i16x8_u(v128.load(line + 2 * i), v128.load(line + 2 * i, 16)));
        for (; i < bytes; i++) store<u8>(target + i, load<u8>(line + 2 * i));
      } else {
        expandPixels(line, target, (to - from) * groups, groupChannels, slot, terms, table);
      }
      target += bytes;
    }
    for (let x = max(to, from); x < columns; x++, target += targetPixel) expandPixels(zeros, target, groups, groupChannels, slot, terms, table);
  }
}
