/** Least number of bits of a two's-complement integer that holds both values; at least 1. Complexity O(result). */
export function signedBits(least: number, greatest: number): number {
  let bits = 1;
  while (-(2 ** (bits - 1)) > least || 2 ** (bits - 1) <= greatest) bits++;
  return bits;
}
