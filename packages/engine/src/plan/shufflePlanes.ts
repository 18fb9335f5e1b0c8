/** Products of each weight code as byte tables for a shuffle: entry = least + sum over planes of byte * 256^plane, modulo 2^32. */
export interface ShufflePlanes {
  readonly planes: number;
  /** `[plane][index of the weight code][16]`. */
  readonly tables: Uint8Array;
  /** Int32 subtracted from the products of each weight code. */
  readonly least: Int32Array;
  /** Index of each weight code in `tables`. */
  readonly indexOf: ReadonlyMap<number, number>;
  /** Additions of bytes that 16 unsigned bits hold, one a plane. */
  readonly limits: Int32Array;
}

/**
 * Byte planes of the rows of a product table that occur.
 *
 * @param columns activation codes, at most 16
 */
export function shufflePlanes(products: Float64Array, columns: number, codes: readonly number[]): ShufflePlanes {
  const rows = codes.map((code) => products.subarray(code * columns, (code + 1) * columns));
  const least = Int32Array.from(rows, (row) => row.reduce((a, b) => Math.min(a, b)));
  const offsets = rows.map((row, i) => Uint32Array.from(row, (product) => product - least[i]!));
  const widest = offsets.reduce((greatest, row) => row.reduce((a, b) => Math.max(a, b), greatest), 0);
  const planes = Math.max(1, Math.ceil(Math.log2(widest + 1) / 8));
  const tables = new Uint8Array(planes * codes.length * 16);
  const limits = new Int32Array(planes);
  for (let plane = 0; plane < planes; plane++) {
    let largest = 1;
    offsets.forEach((row, i) => {
      row.forEach((offset, a) => {
        const byte = (offset >>> (8 * plane)) & 255;
        tables[(plane * codes.length + i) * 16 + a] = byte;
        largest = Math.max(largest, byte);
      });
    });
    limits[plane] = Math.floor(65_535 / largest);
  }
  return { planes, tables, least, indexOf: new Map(codes.map((code, i) => [code, i])), limits };
}
