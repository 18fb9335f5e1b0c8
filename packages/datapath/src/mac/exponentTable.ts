/**
 * Table of the fraction part of a power of two: `2^fractionBits` entries `round((2^(i / 2^f) - 1) * 2^p)` of `p = tableBits` bits, the
 * leading 1 implicit. The last entries are held below `2^p`, which would carry into the implicit 1.
 */
export function exponentTable(fractionBits: number, tableBits: number): Float64Array {
  const steps = 2 ** fractionBits;
  const one = 2 ** tableBits;
  return Float64Array.from({ length: steps }, (_, i) => Math.min(one - 1, Math.round((2 ** (i / steps) - 1) * one)));
}
