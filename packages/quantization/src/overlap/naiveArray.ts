import type { ArrayTargets, EncodedArray } from './ArrayEncoder.js';
import { checkLayout, packArray, readRegular, type OverlapLayout } from './OverlapLayout.js';

/**
 * The encoder without a search, for comparison: all weights are truncated (rounded down) to codes, the regular ones are written, then the transposed
 * ones over them. Transposed weights keep their codes, regular ones their private bits only.
 */
export function naiveArray(layout: OverlapLayout, { regular, transposed, regularWeights, transposedWeights }: ArrayTargets): EncodedArray {
  checkLayout(layout);
  const { bits, overlap } = layout;
  const limit = 2 ** (bits - 1);
  const truncated = (target: number): number => Math.min(limit - 1, Math.max(-limit, Math.floor(target)));
  const columns = Int32Array.from(transposed, truncated);
  const overwritten = Int32Array.from(regular, (target, row) => {
    let code = truncated(target) & ~(2 ** overlap - 1);
    for (let p = 0; p < overlap; p++) code |= ((columns[(row + p) % bits]! >> (overlap - 1 - p)) & 1) << p;
    // Sign of a code of n bits.
    return (code << (32 - bits)) >> (32 - bits);
  });
  const rows = readRegular(packArray(layout, overwritten, columns));
  let error = 0;
  for (let i = 0; i < bits; i++) error += regularWeights[i]! * (regular[i]! - rows[i]!) ** 2 + transposedWeights[i]! * (transposed[i]! - columns[i]!) ** 2;
  return { regular: rows, transposed: columns, error };
}
