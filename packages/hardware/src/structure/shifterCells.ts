import type { CellCounts } from './Structure.js';

/**
 * Right shifter: a word of `inputBits` at the top of `outputBits`, moved down by 0 … `maxShift` places; what leaves is dropped.
 *
 * Stage j moves by 2^j. An output bit that either of two inputs may reach is a multiplexer, one that a single input reaches is a
 * gate, the others are constant zero and cost nothing.
 */
export function shifterCells(inputBits: number, outputBits: number, maxShift: number): CellCounts {
  // Bits that may be set, always contiguous from the top: a stage never moves by more than the span.
  let span = Math.min(inputBits, outputBits);
  let multiplexers = 0;
  let gates = 0;
  for (let step = 1; step <= Math.min(maxShift, outputBits); step *= 2) {
    const reached = Math.min(outputBits, span + step);
    const both = Math.max(0, span - step);
    multiplexers += both;
    gates += reached - both;
    span = reached;
  }
  return { MUX2: multiplexers, AND2: gates };
}
