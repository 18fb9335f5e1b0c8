import type { CellCounts } from './Structure.js';

/**
 * Array multiplier `a` x `b` bits: `a b` partial-product gates and `b - 1` rows of `a` adders (a >= b), the first row of half adders.
 * A signed operand adds one row of full adders for the correction of the sign row. The area coefficient is `multiplier`.
 */
export function multiplierCells(firstBits: number, secondBits: number, signed: boolean): CellCounts {
  const long = Math.max(firstBits, secondBits);
  const short = Math.min(firstBits, secondBits);
  const rows = Math.max(0, short - 1);
  return { AND2: long * short, HA: rows > 0 ? long : 0, FA: long * (Math.max(0, rows - 1) + (signed ? 1 : 0)) };
}
