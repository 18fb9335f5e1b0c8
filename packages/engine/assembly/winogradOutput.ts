// Output side of the exact integer Winograd convolutions: transformed sums of a tile to its sums, modulo 2^32. Rows of the inverse transform
// are scaled by 24, 12, 6 and 6 (tiles of 4) or by 2 (tiles of 2), which makes every coefficient a small integer. The factor 3 of a direction
// is divided out by its inverse modulo 2^32, powers of two by shifts: what is left is exact modulo 2^32 over that power.

/** What is added joins before the shift: the result is exact though sum and addend alone may have more bits. */
@inline
function exact(sum: v128, factor: v128, added: v128, shift: i32): v128 {
  return i32x4.shr_s(i32x4.add(i32x4.mul(sum, factor), i32x4.shl(added, shift)), shift);
}

/**
 * Rows scaled by 24, 12, 6, 6: (1, -4, -4, 1, 1, 0), (0, -2, 2, 1, -1, 0), (0, -1, -1, 1, 1, 0), (0, -1, 1, 2, -2, 1).
 *
 * @param wide values to write
 */
@inline
function inverse4(source: usize, step: usize, target: usize, targetStep: usize, last: bool, factor: v128, added: v128, shift: i32, wide: i32): void {
  const m1 = v128.load(source + step), m2 = v128.load(source + 2 * step);
  const m3 = v128.load(source + 3 * step), m4 = v128.load(source + 4 * step);
  const a = i32x4.add(m1, m2), b = i32x4.sub(m1, m2), c = i32x4.add(m3, m4), d = i32x4.sub(m3, m4);
  const y0 = i32x4.add(i32x4.sub(c, i32x4.shl(a, 2)), v128.load(source)), y1 = i32x4.sub(d, i32x4.shl(b, 1));
  const y2 = i32x4.sub(c, a), y3 = i32x4.add(i32x4.sub(i32x4.shl(d, 1), b), v128.load(source + 5 * step));
  v128.store(target, last ? exact(y0, factor, added, shift + 3) : y0);
  if (wide > 1) v128.store(target + targetStep, last ? exact(y1, factor, added, shift + 2) : y1);
  if (wide > 2) v128.store(target + 2 * targetStep, last ? exact(y2, factor, added, shift + 1) : y2);
  if (wide > 3) v128.store(target + 3 * targetStep, last ? exact(y3, factor, added, shift + 1) : y3);
}

/** Rows scaled by 2: (1, 1, 1, 0), (0, 1, -1, -1). */
@inline
function inverse2(source: usize, step: usize, target: usize, targetStep: usize, last: bool, factor: v128, added: v128, shift: i32, wide: i32): void {
  const m1 = v128.load(source + step), m2 = v128.load(source + 2 * step);
  const y0 = i32x4.add(i32x4.add(m1, m2), v128.load(source)), y1 = i32x4.sub(i32x4.sub(m1, m2), v128.load(source + 3 * step));
  v128.store(target, last ? exact(y0, factor, added, shift + 1) : y0);
  if (wide > 1) v128.store(target + targetStep, last ? exact(y1, factor, added, shift + 1) : y1);
}

/**
 * Sums (i32) of one image's rows, `[pixel][outputs]`.
 *
 * @param source `[tile][(tileHeight + 2) * (tileWidth + 2)][outputs]` i32
 * @param outputs padded outputs, a multiple of 4
 * @param rows rows to write: those of the last tiles beyond are left out, as are columns beyond `width`
 * @param inverse of the factors 3, modulo 2^32: of 9, 3 or 1
 * @param constants i32 `[outputs]`, added to each sum
 * @param scratch 384 bytes
 */
export function winogradOutput(
  source: usize, sums: usize, rows: i32, width: i32, outputs: i32, tileHeight: i32, tileWidth: i32, inverse: i32, constants: usize, scratch: usize,
): void {
  const position = <usize>outputs << 2;
  const rowStep = <usize>width * position;
  const across = tileWidth + 2;
  const line = <usize>across << 4;
  const below = <usize>across * position;
  const factor = i32x4.splat(inverse);
  for (let y = 0; y < rows; y += tileHeight) {
    for (let x = 0; x < width; x += tileWidth, source += <usize>((tileHeight + 2) * across) * position) {
      const high = min(tileHeight, rows - y);
      const wide = min(tileWidth, width - x);
      const first = sums + <usize>y * rowStep + <usize>x * position;
      for (let at: usize = 0; at < position; at += 16) {
        const added = v128.load(constants + at);
        let from = source + at;
        for (let column: usize = 0; column < line; column += 16, from += position) {
          if (tileHeight == 4) inverse4(from, below, scratch + column, line, false, factor, added, 0, 4);
          else inverse2(from, below, scratch + column, line, false, factor, added, 0, 2);
        }
        for (let row = 0; row < high; row++) {
          // Powers of two in the scales of the rows; those of the columns follow.
          const shift = tileHeight == 4 ? max(3 - row, 1) : 1;
          const from = scratch + <usize>row * line;
          const to = first + <usize>row * rowStep + at;
          if (tileWidth == 4) inverse4(from, 16, to, position, true, factor, added, shift, wide);
          else inverse2(from, 16, to, position, true, factor, added, shift, wide);
        }
      }
    }
  }
}
