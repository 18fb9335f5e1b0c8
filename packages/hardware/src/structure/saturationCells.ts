import type { CellCounts } from './Structure.js';

/** Saturating result of a `bits`-bit sum: the sum is one bit wider, and two gates a bit choose between it and an extreme. */
export function saturationCells(bits: number): CellCounts {
  return { FA: 1, NOR2: 2 * bits };
}
