import type { CellCounts } from './Structure.js';

/** Register of `bits` flip-flops. */
export function registerCells(bits: number): CellCounts {
  return { DFF: bits };
}
