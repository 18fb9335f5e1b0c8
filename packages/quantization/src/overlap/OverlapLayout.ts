import { BitscapeError } from '@bitscape/errors';

/**
 * One transposable array: n weights of n bits read by row and n read by column. Cell (r, c) with `p = (c - r) mod n < o` holds bit p of the
 * regular weight r and bit `o - 1 - p` of the transposed weight c: a Latin square, in which the most significant bit of a shared field
 * meets the least significant one of its partner's. The upper n - o bits of every weight are private.
 */
export interface OverlapLayout {
  /** Bits of a weight, and weights of each kind (n). */
  readonly bits: number;
  /** Shared bits of a weight (o), 0 … n. */
  readonly overlap: number;
}

/** Bits of every cell of an array. */
export interface OverlapCells extends OverlapLayout {
  /** `[row][column]`, n × n; only cells of the layout hold a bit, the others are 0 and do not exist. */
  readonly shared: Uint8Array;
  /** `[weight][bit - o]`, the upper bits of the regular weights. */
  readonly regularPrivate: Uint8Array;
  readonly transposedPrivate: Uint8Array;
}

/** @throws {BitscapeError} `usage` unless n = 1 … 12 and o = 0 … n are integers */
export function checkLayout({ bits, overlap }: OverlapLayout): void {
  if (Number.isInteger(bits) && bits >= 1 && bits <= 12 && Number.isInteger(overlap) && overlap >= 0 && overlap <= bits) return;
  throw new BitscapeError('usage', `weights of ${bits} bits cannot overlap in ${overlap} bits`, { hint: 'Bits may be 1 … 12, the overlap from 0 to all of them.' });
}

/** Memory cells of one array: `2 n² - n o`. */
export function cellCount({ bits, overlap }: OverlapLayout): number {
  return 2 * bits * bits - bits * overlap;
}

/**
 * Stores codes (two's complement) in an array.
 *
 * @throws {BitscapeError} `usage` where a shared cell would need two values
 */
export function packArray(layout: OverlapLayout, regular: Int32Array, transposed: Int32Array): OverlapCells {
  checkLayout(layout);
  const { bits, overlap } = layout;
  const shared = new Uint8Array(bits * bits);
  for (let row = 0; row < bits; row++) {
    for (let position = 0; position < overlap; position++) {
      const column = (row + position) % bits;
      const bit = (regular[row]! >> position) & 1;
      if (((transposed[column]! >> (overlap - 1 - position)) & 1) !== bit) {
        throw new BitscapeError('usage', `the cell in row ${row}, column ${column} cannot hold bit ${position} of ${regular[row]} and bit ${overlap - 1 - position} of ${transposed[column]}`);
      }
      shared[row * bits + column] = bit;
    }
  }
  const upper = (codes: Int32Array): Uint8Array => Uint8Array.from({ length: bits * (bits - overlap) }, (_, i) => (codes[Math.floor(i / (bits - overlap))]! >> (overlap + (i % (bits - overlap)))) & 1);
  return { bits, overlap, shared, regularPrivate: upper(regular), transposedPrivate: upper(transposed) };
}

/** Codes of the regular weights: row by row, shared bits from the row's cells. */
export function readRegular({ bits, overlap, shared, regularPrivate }: OverlapCells): Int32Array {
  return readWeights(bits, overlap, regularPrivate, (row, bit) => shared[row * bits + ((row + bit) % bits)]!);
}

/** Codes of the transposed weights: column by column. */
export function readTransposed({ bits, overlap, shared, transposedPrivate }: OverlapCells): Int32Array {
  return readWeights(bits, overlap, transposedPrivate, (column, bit) => {
    const position = overlap - 1 - bit;
    return shared[((column - position + bits) % bits) * bits + column]!;
  });
}

function readWeights(bits: number, overlap: number, upper: Uint8Array, sharedBit: (weight: number, bit: number) => number): Int32Array {
  return Int32Array.from({ length: bits }, (_, weight) => {
    let code = 0;
    for (let bit = 0; bit < bits; bit++) {
      const value = bit < overlap ? sharedBit(weight, bit) : upper[weight * (bits - overlap) + bit - overlap]!;
      code += value * (bit === bits - 1 ? -(2 ** bit) : 2 ** bit);
    }
    return code;
  });
}
