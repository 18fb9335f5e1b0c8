import type { MacActivity } from '../activity/macActivity.js';
import { multiplierCells } from '../structure/multiplierCells.js';
import type { Structure } from '../structure/Structure.js';

/** Multiplier of a two's-complement operand and another: partial products, and the adders of their rows. */
export function multiplierStructures(signedBits: number, otherBits: number, otherSigned: boolean, { partialProduct, product }: Pick<MacActivity, 'partialProduct' | 'product'>): Structure[] {
  const { partialProducts, adders, extension } = multiplierCells(signedBits, otherBits, otherSigned);
  return [
    { name: 'partialProducts', cells: partialProducts, coefficient: 'partialProduct', rate: partialProduct },
    { name: 'multiplier', cells: adders, coefficient: 'multiplier', rate: product },
    { name: 'signExtension', cells: extension, coefficient: 'extension', rate: product },
  ];
}
