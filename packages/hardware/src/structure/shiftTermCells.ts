import type { CellCounts } from './Structure.js';
import { shifterCells } from './shifterCells.js';

/**
 * One of several left shifts of a word, or zero. Shifts by all of `0 … n` are a barrel shifter (as to the right, mirrored); others a
 * multiplexer tree on each bit, one leaf a shift that reaches it. The zero gate sits before, where the word is narrow.
 */
export function shiftTermCells(wordBits: number, shifts: readonly number[], gated: boolean): CellCounts {
  const gates = gated ? wordBits : 0;
  const widest = Math.max(...shifts);
  if (shifts.length === widest + 1) {
    const { MUX2 = 0, AND2 = 0 } = shifterCells(wordBits, wordBits + widest, widest);
    return { MUX2, AND2: AND2 + gates };
  }
  let multiplexers = 0;
  let selected = 0;
  for (let bit = 0; bit < wordBits + widest; bit++) {
    const reaching = shifts.filter((shift) => shift <= bit && bit < shift + wordBits).length;
    multiplexers += Math.max(0, reaching - 1);
    // Where not every shift reaches a bit, one gate clears it for the others.
    if (reaching > 0 && reaching < shifts.length) selected++;
  }
  return { MUX2: multiplexers, AND2: selected + gates };
}
