import { addCells, type CellCounts } from './Structure.js';

/**
 * Leading-one detector and normaliser of a `width`-bit word of which `keptBits` behind the leading one are used.
 *
 * Stage k tests whether the upper 2^k bits are zero (a tree of gates, few beside the multiplexers) and shifts them out. Large steps come first, so that a stage
 * only needs to deliver what the smaller ones may still bring to the top: `keptBits + 2^k` bits.
 */
export function leadingOneCells(width: number, keptBits: number): CellCounts {
  let cells: CellCounts = {};
  for (let stage = Math.ceil(Math.log2(width)) - 1; stage >= 0; stage--) {
    const step = 2 ** stage;
    cells = addCells(cells, { MUX2: Math.min(width, keptBits + step) });
  }
  return cells;
}
