// Codes of an image to a panel of byte offsets into a row of products, padding included: [row][column][channel], u32 each.

/**
 * @param source codes (u16) of one image, `height * width * channels`
 * @param zero code of padding
 * @param shift log2 of the bytes of one product
 */
export function expandOffsets(
  source: usize, target: usize, zero: i32,
  height: i32, width: i32, channels: i32,
  firstRow: i32, rows: i32, left: i32, columns: i32, shift: i32,
): void {
  const fill = zero << shift;
  for (let r = 0; r < rows; r++) {
    const y = firstRow + r;
    for (let x = 0; x < columns; x++) {
      const column = x - left;
      if (y >= 0 && y < height && column >= 0 && column < width) {
        let from = source + (<usize>((y * width + column) * channels) << 1);
        for (let i = 0; i < channels; i++, from += 2, target += 4) store<i32>(target, <i32>load<u16>(from) << shift);
      } else {
        for (let i = 0; i < channels; i++, target += 4) store<i32>(target, fill);
      }
    }
  }
}
