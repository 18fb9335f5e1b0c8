import type { Accumulator } from './Datapath.js';

/** Smallest and largest value of a two's-complement accumulator. */
export function accumulatorRange({ bits }: Pick<Accumulator, 'bits'>): { readonly min: number; readonly max: number } {
  return { min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 };
}

/** One accumulation step: exact sum of two integers, then saturated or wrapped to the accumulator's width. */
export function accumulate(accumulator: Accumulator, sum: number, addend: number): number {
  const exact = sum + addend;
  const { min, max } = accumulatorRange(accumulator);
  if (exact >= min && exact <= max) return exact;
  if (accumulator.overflow === 'saturate') return exact < min ? min : max;
  const span = 2 ** accumulator.bits;
  return exact - Math.floor((exact - min) / span) * span;
}
