/** Significant digits of every computed number in files: more than any of them is accurate to, few enough to survive a different summation order. */
export const SIGNIFICANT_DIGITS = 8;

/** The nearest number with {@link SIGNIFICANT_DIGITS} significant decimal digits. Idempotent; −0 becomes 0. */
export function roundSignificant(value: number): number {
  return Number(value.toPrecision(SIGNIFICANT_DIGITS)) + 0;
}
