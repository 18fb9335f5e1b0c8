import { addressBits, keepLargest, readShare } from './keepLargest.js';
import type { MatrixShape, PatternFamily } from './SparsityPattern.js';

/** `unstructured:<share>`: anywhere; the upper bound of what a pattern can keep. Indices: bitmap or compressed rows, whichever is smaller. */
export const unstructuredFamily: PatternFamily = {
  syntax: 'unstructured:<share>',
  description: 'the given share anywhere',
  read(name) {
    const match = /^unstructured:(.+)$/.exec(name);
    if (match === null) return undefined;
    const share = readShare(match[1]!);
    if (share === undefined) return 'the share must be a number from 0 to 1';
    const kept = ({ rows, columns }: MatrixShape): number => Math.round(share * rows * columns);
    return {
      name: `unstructured:${share}`,
      kept,
      select(importance, shape) {
        const mask = new Uint8Array(importance.length);
        keepLargest(importance.length, kept(shape), (i) => importance[i]!, (i) => (mask[i] = 1));
        return mask;
      },
      indexBits(shape) {
        const count = kept(shape);
        if (count === 0) return 0;
        const compressedRows = count * addressBits(shape.columns) + (shape.rows + 1) * addressBits(count + 1);
        return Math.min(shape.rows * shape.columns, compressedRows);
      },
    };
  },
};
