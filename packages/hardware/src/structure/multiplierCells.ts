import type { CellCounts } from './Structure.js';

/**
 * Array multiplier of a two's-complement operand of `signedBits` and another of `otherBits`: one gate for each partial product, and the full
 * adders that sum the rows (`adders`). Rows of the shorter operand; where they must be sign-extended (the other operand is signed, or the longer
 * one is) a triangle of `s (s - 1) / 2` adders (`extension`) comes on top.
 */
export function multiplierCells(signedBits: number, otherBits: number, otherSigned: boolean): { readonly partialProducts: CellCounts; readonly adders: CellCounts; readonly extension: CellCounts } {
  const rows = Math.min(signedBits, otherBits);
  const extended = otherSigned || signedBits > otherBits;
  return {
    partialProducts: { AND2: signedBits * otherBits },
    adders: { FA: (signedBits - 1) * (otherBits - 1) },
    extension: { FA: extended ? (rows * (rows - 1)) / 2 : 0 },
  };
}
