import type { CellCounts } from './Structure.js';

/** Saturating result of a `bits`-bit sum: overflow from the two top bits, then a choice between sum and extreme for each bit. */
export function saturationCells(bits: number): CellCounts {
  return { XOR2: 1, INV: 1, MUX2: bits };
}
