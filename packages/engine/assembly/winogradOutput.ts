// Output side of the exact integer Winograd convolution F(4 × 4, 3 × 3): 36 transformed sums of a tile to its 16 sums, modulo 2^32.
// Rows of the inverse transform are scaled by 24, 12, 6 and 6, which makes every coefficient a small integer; the factor 3 of each direction
// is divided out by the inverse of 9 modulo 2^32, the powers of two by shifts. Sums of at most 26 bits come out exact.

const INVERSE_OF_9: i32 = 0x38E38E39;

/** Rows scaled by 24, 12, 6, 6: (1, -4, -4, 1, 1, 0), (0, -2, 2, 1, -1, 0), (0, -1, -1, 1, 1, 0), (0, -1, 1, 2, -2, 1). */
@inline
function store4(m0: v128, m1: v128, m2: v128, m3: v128, m4: v128, m5: v128, target: usize, step: usize): void {
  const a = i32x4.add(m1, m2), b = i32x4.sub(m1, m2), c = i32x4.add(m3, m4), d = i32x4.sub(m3, m4);
  v128.store(target, i32x4.add(i32x4.sub(c, i32x4.shl(a, 2)), m0));
  v128.store(target + step, i32x4.sub(d, i32x4.shl(b, 1)));
  v128.store(target + 2 * step, i32x4.sub(c, a));
  v128.store(target + 3 * step, i32x4.add(i32x4.sub(i32x4.shl(d, 1), b), m5));
}

@inline
function exact(sum: v128, shift: i32): v128 {
  return i32x4.shr_s(i32x4.mul(sum, i32x4.splat(INVERSE_OF_9)), shift);
}

/**
 * Sums (i32) of one image's rows, `[pixel][outputs]`.
 *
 * @param source `[tile][36][outputs]` i32
 * @param outputs padded outputs, a multiple of 4
 * @param rows rows to write: those of the last tiles beyond are left out, as are columns beyond `width`
 * @param scratch 384 bytes
 */
export function winogradOutput(source: usize, sums: usize, rows: i32, width: i32, outputs: i32, scratch: usize): void {
  const position = <usize>outputs << 2;
  const rowStep = <usize>width * position;
  for (let y = 0; y < rows; y += 4) {
    for (let x = 0; x < width; x += 4, source += 36 * position) {
      const height = min(4, rows - y);
      const across = min(4, width - x);
      const first = sums + <usize>y * rowStep + <usize>x * position;
      for (let at: usize = 0; at < position; at += 16) {
        let from = source + at;
        // Columns of the 6 × 6 positions first: four rows of six vectors.
        for (let column: usize = 0; column < 96; column += 16, from += position) {
          store4(
            v128.load(from), v128.load(from + 6 * position), v128.load(from + 12 * position),
            v128.load(from + 18 * position), v128.load(from + 24 * position), v128.load(from + 30 * position),
            scratch + column, 96,
          );
        }
        for (let row = 0; row < height; row++) {
          const line = scratch + <usize>row * 96;
          const to = first + <usize>row * rowStep + at;
          // Powers of two in 24, 12, 6, 6.
          const power = max(3 - row, 1);
          const m1 = v128.load(line, 16), m2 = v128.load(line, 32), m3 = v128.load(line, 48), m4 = v128.load(line, 64);
          const a = i32x4.add(m1, m2), b = i32x4.sub(m1, m2), c = i32x4.add(m3, m4), d = i32x4.sub(m3, m4);
          v128.store(to, exact(i32x4.add(i32x4.sub(c, i32x4.shl(a, 2)), v128.load(line)), power + 3));
          if (across > 1) v128.store(to + position, exact(i32x4.sub(d, i32x4.shl(b, 1)), power + 2));
          if (across > 2) v128.store(to + 2 * position, exact(i32x4.sub(c, a), power + 1));
          if (across > 3) v128.store(to + 3 * position, exact(i32x4.add(i32x4.sub(i32x4.shl(d, 1), b), v128.load(line, 80)), power + 1));
        }
      }
    }
  }
}
