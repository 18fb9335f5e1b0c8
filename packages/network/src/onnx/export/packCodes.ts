/** Codes of `bits` bits one after the other, most significant bit first, from the most significant bit of the first byte on; the last byte is filled with zeros. */
export function packCodes(codes: ArrayLike<number>, bits: number): Uint8Array {
  const packed = new Uint8Array(Math.ceil((codes.length * bits) / 8));
  for (let i = 0, at = 0; i < codes.length; i++) {
    for (let bit = bits - 1; bit >= 0; bit--, at++) packed[at >> 3]! |= ((codes[i]! >> bit) & 1) << (7 - (at & 7));
  }
  return packed;
}
