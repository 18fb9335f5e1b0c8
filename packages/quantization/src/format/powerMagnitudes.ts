/** Bits of an exponent code with zero as code 0; at most 5, where the largest integer is 2^30. */
export const POWER_BITS = { name: 'bits', minimum: 1, maximum: 5 } as const;

/** Magnitudes `0, 1, 2, 4 … 2^(2^bits - 2)` by code. */
export function powerIntegers(bits: number): Float64Array {
  return Float64Array.from({ length: 2 ** bits }, (_, code) => (code === 0 ? 0 : 2 ** (code - 1)));
}

/** Unit that makes the largest magnitude 1. */
export function powerUnit(bits: number): number {
  return 2 ** -(2 ** bits - 2);
}

/** Left shifts of the non-zero magnitudes. */
export function powerShifts(bits: number): number[] {
  return Array.from({ length: 2 ** bits - 1 }, (_, shift) => shift);
}
