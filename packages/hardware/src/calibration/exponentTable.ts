/** Table of `2^(i / 2^k) - 1` in `outputBits` fraction bits, the last entries clamped: the contents of the calibration's tables. */
export function exponentTable(addressBits: number, outputBits: number): Float64Array {
  const largest = 2 ** outputBits - 1;
  return Float64Array.from({ length: 2 ** addressBits }, (_, i) => Math.min(largest, Math.round((largest + 1) * (2 ** (i / 2 ** addressBits) - 1))));
}
