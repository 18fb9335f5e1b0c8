// Input side of the exact integer Winograd convolutions of 3 × 3 windows: windows of a panel of int16 terms to the transformed domain. Each
// direction has tiles of 4 outputs (interpolation points 0, 1, -1, 2, -2 and infinity) or of 2 (0, 1, -1 and infinity; Lavin and Gray 2016).
// Values fit int16 by the planner's proof, so that sums modulo 2^16 are exact whatever passes in between.

/** Six vectors, `step` apart, to six, `targetStep` apart. */
@inline
function transform4(source: usize, step: usize, target: usize, targetStep: usize): void {
  const d1 = v128.load(source + step), d2 = v128.load(source + 2 * step);
  const d3 = v128.load(source + 3 * step), d4 = v128.load(source + 4 * step);
  const d42 = i16x8.sub(d4, d2), d31 = i16x8.sub(d3, d1);
  // 4 d0 - 5 d2 + d4 and 4 d1 - 5 d3 + d5
  v128.store(target, i16x8.add(i16x8.shl(i16x8.sub(v128.load(source), d2), 2), d42));
  v128.store(target + 5 * targetStep, i16x8.sub(i16x8.sub(v128.load(source + 5 * step), d3), i16x8.shl(d31, 2)));
  const even = i16x8.sub(d4, i16x8.shl(d2, 2)), odd = i16x8.sub(d3, i16x8.shl(d1, 2));
  v128.store(target + targetStep, i16x8.add(even, odd));
  v128.store(target + 2 * targetStep, i16x8.sub(even, odd));
  const twice = i16x8.shl(d31, 1);
  v128.store(target + 3 * targetStep, i16x8.add(d42, twice));
  v128.store(target + 4 * targetStep, i16x8.sub(d42, twice));
}

/** Four vectors to four: d0 - d2, d1 + d2, d2 - d1, d1 - d3. */
@inline
function transform2(source: usize, step: usize, target: usize, targetStep: usize): void {
  const d1 = v128.load(source + step), d2 = v128.load(source + 2 * step);
  v128.store(target, i16x8.sub(v128.load(source), d2));
  v128.store(target + targetStep, i16x8.add(d1, d2));
  v128.store(target + 2 * targetStep, i16x8.sub(d2, d1));
  v128.store(target + 3 * targetStep, i16x8.sub(d1, v128.load(source + 3 * step)));
}

/**
 * @param panel terms, `[height * tileRows + 2][width * tileColumns + 2][slot]`
 * @param rowStep bytes of a panel row
 * @param pixelBytes bytes of a pixel, a multiple of 16
 * @param height outputs of a tile: 4 or 2, as is width
 * @param target `[(height + 2) * (width + 2)][tiles][slot]` i16, from the first tile of the image
 * @param positionStep bytes of one position
 * @param scratch one transformed band: `[height + 2][width * tileColumns + 2][slot]`
 */
export function winogradInput(
  panel: usize, rowStep: i32, pixelBytes: i32, tileRows: i32, tileColumns: i32, height: i32, width: i32,
  target: usize, positionStep: i32, scratch: usize,
): void {
  const band = <usize>((width * tileColumns + 2) * pixelBytes);
  const step = <usize>pixelBytes;
  const position = <usize>positionStep;
  for (let y = 0; y < tileRows; y++) {
    const from = panel + <usize>(height * y * rowStep);
    if (height == 4) {
      for (let at: usize = 0; at < band; at += 16) transform4(from + at, <usize>rowStep, scratch + at, band);
    } else {
      for (let at: usize = 0; at < band; at += 16) transform2(from + at, <usize>rowStep, scratch + at, band);
    }
    for (let row = 0; row < height + 2; row++) {
      let source = scratch + <usize>row * band;
      let to = target + <usize>((width + 2) * row) * position;
      for (let x = 0; x < tileColumns; x++, source += <usize>width * step, to += step) {
        if (width == 4) {
          for (let at: usize = 0; at < step; at += 16) transform4(source + at, step, to + at, position);
        } else {
          for (let at: usize = 0; at < step; at += 16) transform2(source + at, step, to + at, position);
        }
      }
    }
    target += <usize>tileColumns * step;
  }
}
