// Codes of up to 16 images to a panel of bytes, one image a lane, padding included: [row][column][channel][16].

/**
 * @param source codes (u16) of the first image, `height * width * channels`; the images follow each other
 * @param images 1 to 16; the lanes behind repeat the last image
 * @param zero code of padding
 */
export function expandLanes(
  source: usize, target: usize, images: i32, zero: i32,
  height: i32, width: i32, channels: i32,
  firstRow: i32, rows: i32, left: i32, columns: i32,
): void {
  const image = <usize>(height * width * channels) << 1;
  const fill = i8x16.splat(<i8>zero);
  for (let r = 0; r < rows; r++) {
    const y = firstRow + r;
    const inside = y >= 0 && y < height;
    for (let x = 0; x < columns; x++) {
      const column = x - left;
      if (inside && column >= 0 && column < width) {
        const from = source + (<usize>((y * width + column) * channels) << 1);
        for (let lane = 0; lane < 16; lane++) {
          let pixel = from + <usize>min(lane, images - 1) * image;
          let to = target + <usize>lane;
          for (let i = 0; i < channels; i++, pixel += 2, to += 16) store<u8>(to, <u8>load<u16>(pixel));
        }
      } else {
        for (let i = 0; i < channels; i++) v128.store(target + (<usize>i << 4), fill);
      }
      target += <usize>channels << 4;
    }
  }
}
