import type { CellCounts } from './Structure.js';

/** Two-operand adder of `bits` bits as a ripple of full adders; the area coefficient `adder` brings it to synthesised area. */
export function adderCells(bits: number): CellCounts {
  return { FA: bits };
}
