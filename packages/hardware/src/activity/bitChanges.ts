/** Counts the bits in which consecutive integers differ, as two's complement of any width up to 64. */
export class BitChanges {
  #low = 0;
  #high = 0;
  #count = 0;
  #first = true;

  /** Changes from the value before; the first value only sets the reference. */
  add(low: number, high: number): void {
    if (!this.#first) this.#count += popcount(low ^ this.#low) + popcount(high ^ this.#high);
    this.#first = false;
    this.#low = low;
    this.#high = high;
  }

  get count(): number {
    return this.#count;
  }
}

/** Lower 32 bits of an integer. */
export function lowBits(value: number): number {
  return value | 0;
}

/** Bits from 32 on, cut to `bits` in all. */
export function highBits(value: number, bits: number): number {
  return bits <= 32 ? 0 : Math.floor(value / 2 ** 32) & (2 ** (bits - 32) - 1);
}

/** Set bits of a 32-bit word. */
export function popcount(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  x = (x + (x >>> 4)) & 0x0f0f0f0f;
  return Math.imul(x, 0x01010101) >>> 24;
}
