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
