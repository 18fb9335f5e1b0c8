/** `(value * multiplier + 2^(shift - 1)) >> shift` with exact integers: doubles while they are exact, BigInt beyond. */
export function scaleRounded(value: number, multiplier: number, shift: number): number {
  const product = value * multiplier;
  const half = shift === 0 ? 0 : 2 ** (shift - 1);
  if (Number.isSafeInteger(product) && Number.isSafeInteger(product + half)) return Math.floor((product + half) / 2 ** shift);
  const wide = BigInt(value) * BigInt(multiplier) + BigInt(half);
  return Number(wide >> BigInt(shift));
}
