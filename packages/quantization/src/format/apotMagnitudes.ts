/**
 * Magnitudes that are sums of powers of two (additive powers of two: Li, Dong and Wang, ICLR 2020, arXiv 1909.13144), largest = 1.
 *
 * Exponents are dealt to terms of two bits in turn (n = bits / 2 terms): term i holds `0, 2^-i, 2^-(i+n), 2^-(i+2n)`. Three bits
 * have one term of two bits with exponents 1, 2, 4 and one of one bit with exponent 3. Codes put the first term on top.
 */
const EXPONENTS: Readonly<Record<number, readonly (readonly number[])[]>> = {
  1: [[0]],
  2: [[0, 1, 2]],
  3: [[1, 2, 4], [3]],
  4: [
    [1, 3, 5],
    [2, 4, 6],
  ],
};

/** Bits of an additive power-of-two magnitude. */
export const APOT_BITS = { name: 'bits', minimum: 1, maximum: 4 } as const;

export interface ApotMagnitudes {
  /** Ascending, 0 first; one is a multiple of `unit`. */
  readonly integers: Float64Array;
  /** Code of each of them. */
  readonly codes: Uint16Array;
  readonly unit: number;
  /** Left shifts of the integers, one list a term. */
  readonly terms: readonly (readonly number[])[];
}

export function apotMagnitudes(bits: number): ApotMagnitudes {
  const exponents = EXPONENTS[bits]!;
  const deepest = Math.max(...exponents.flat());
  const terms = exponents.map((list) => list.map((exponent) => deepest - exponent));
  let entries = [{ code: 0, integer: 0 }];
  for (const term of terms) {
    const values = [0, ...term.map((shift) => 2 ** shift)];
    entries = entries.flatMap(({ code, integer }) => values.map((value, digit) => ({ code: code * values.length + digit, integer: integer + value })));
  }
  entries.sort((a, b) => a.integer - b.integer);
  return {
    integers: Float64Array.from(entries, ({ integer }) => integer),
    codes: Uint16Array.from(entries, ({ code }) => code),
    unit: 1 / entries.at(-1)!.integer,
    terms,
  };
}
