/** Mirrors ascending magnitudes (the first one is 0) to a symmetric set of levels, zero once in the middle. */
export function symmetricLevels(magnitudes: Float64Array): Float64Array {
  const top = magnitudes.length - 1;
  const levels = new Float64Array(2 * top + 1);
  for (let m = 1; m <= top; m++) {
    levels[top + m] = magnitudes[m]!;
    levels[top - m] = -magnitudes[m]!;
  }
  return levels;
}

/**
 * Codes of symmetric levels: a sign bit above the code of the magnitude. "Minus zero" is unused and read as zero.
 *
 * @param magnitudeCodes code of each ascending magnitude: a permutation of `0 … 2^k - 1`, that of zero being 0
 */
export function signMagnitudeCodes(magnitudeCodes: Uint16Array): { codeOf(rank: number): number; rankOf(code: number): number } {
  const top = magnitudeCodes.length - 1;
  const sign = top + 1;
  const magnitudeOf = new Uint16Array(sign);
  magnitudeCodes.forEach((code, magnitude) => (magnitudeOf[code] = magnitude));
  return {
    codeOf: (rank) => (rank < top ? sign + magnitudeCodes[top - rank]! : magnitudeCodes[rank - top]!),
    rankOf(code) {
      if (code >= 2 * sign) return top;
      return code < sign ? top + magnitudeOf[code]! : top - magnitudeOf[code - sign]!;
    },
  };
}
