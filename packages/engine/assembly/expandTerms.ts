// Codes of an image to a panel of int16 terms, padding included: [row][column][group][slot], slot >= groupChannels * terms, even.

/** How a code becomes its term: by table, unchanged, or sign-extended from `bits` bits. The last two need one term and full slots. */
const COPY: i32 = 1;
const SIGNED: i32 = 2;

@inline
function expandPixels(source: usize, target: usize, count: i32, groupChannels: i32, slot: i32, terms: i32, table: usize, mode: i32, bits: i32): void {
  if (mode == COPY) {
    memory.copy(target, source, <usize>(count * groupChannels) << 1);
    return;
  }
  if (mode == SIGNED) {
    const total = count * groupChannels;
    const shift = 16 - bits;
    let i = 0;
    for (; i + 8 <= total; i += 8) {
      v128.store(target + (<usize>i << 1), i16x8.shr_s(i16x8.shl(v128.load(source + (<usize>i << 1)), shift), shift));
    }
    for (; i < total; i++) {
      const code: i32 = load<u16>(source + (<usize>i << 1));
      const level: i32 = (code << (shift + 16)) >> (shift + 16);
      store<i16>(target + (<usize>i << 1), <i16>level);
    }
    return;
  }
  for (let pixel = 0; pixel < count; pixel++) {
    let out = target;
    if (terms == 1) {
      for (let i = 0; i < groupChannels; i++) {
        store<i16>(out, load<i16>(table + (<usize>load<u16>(source) << 1)));
        source += 2;
        out += 2;
      }
    } else if (terms == 2) {
      for (let i = 0; i < groupChannels; i++) {
        store<i32>(out, load<i32>(table + (<usize>load<u16>(source) << 2)));
        source += 2;
        out += 4;
      }
    } else if (terms == 4) {
      for (let i = 0; i < groupChannels; i++) {
        store<i64>(out, load<i64>(table + (<usize>load<u16>(source) << 3)));
        source += 2;
        out += 8;
      }
    } else {
      for (let i = 0; i < groupChannels; i++) {
        const row = table + <usize>(<i32>load<u16>(source) * terms) * 2;
        for (let r = 0; r < terms; r++) store<i16>(out + (<usize>r << 1), load<i16>(row + (<usize>r << 1)));
        source += 2;
        out += <usize>terms << 1;
      }
    }
    target += <usize>slot << 1;
    // Slots are filled up with zeros, which meet zero weights.
    while (out < target) {
      store<i16>(out, 0);
      out += 2;
    }
  }
}

/**
 * @param source codes (u16) of one image, `height * width * channels`
 * @param zeros codes of one pixel of padding
 * @param firstRow image row of the first panel row; may lie outside
 */
export function expandTerms(
  source: usize, target: usize, zeros: usize,
  height: i32, width: i32, groups: i32, groupChannels: i32,
  firstRow: i32, rows: i32, left: i32, columns: i32,
  slot: i32, terms: i32, table: usize, mode: i32, bits: i32,
): void {
  const sourcePixel = <usize>(groups * groupChannels) << 1;
  const targetPixel = <usize>(groups * slot) << 1;
  for (let r = 0; r < rows; r++) {
    const y = firstRow + r;
    const inside = y >= 0 && y < height;
    const from = inside ? min(left, columns) : columns;
    const to = inside ? min(left + width, columns) : columns;
    for (let x = 0; x < from; x++, target += targetPixel) expandPixels(zeros, target, groups, groupChannels, slot, terms, table, mode, bits);
    if (to > from) {
      expandPixels(source + <usize>(y * width) * sourcePixel, target, (to - from) * groups, groupChannels, slot, terms, table, mode, bits);
      target += <usize>(to - from) * targetPixel;
    }
    for (let x = max(to, from); x < columns; x++, target += targetPixel) expandPixels(zeros, target, groups, groupChannels, slot, terms, table, mode, bits);
  }
}
