import { addressBits, keepLargest, readShare } from './keepLargest.js';
import type { MatrixShape, PatternFamily } from './SparsityPattern.js';

/** `channel:<share>`: whole rows (output channels). Indices: a bit a row, or the number of each, whichever is smaller. */
export const channelFamily: PatternFamily = {
  syntax: 'channel:<share>',
  description: 'the given share of whole rows (output channels)',
  read(name) {
    const match = /^channel:(.+)$/.exec(name);
    if (match === null) return undefined;
    const share = readShare(match[1]!);
    if (share === undefined) return 'the share must be a number from 0 to 1';
    const keptRows = ({ rows }: MatrixShape): number => Math.round(share * rows);
    return {
      name: `channel:${share}`,
      kept: (shape) => keptRows(shape) * shape.columns,
      select(importance, shape) {
        const { rows, columns } = shape;
        const mask = new Uint8Array(importance.length);
        const total = (row: number): number => importance.subarray(row * columns, (row + 1) * columns).reduce((sum, value) => sum + value, 0);
        keepLargest(rows, keptRows(shape), total, (row) => mask.fill(1, row * columns, (row + 1) * columns));
        return mask;
      },
      indexBits: (shape) => (keptRows(shape) === 0 ? 0 : Math.min(shape.rows, keptRows(shape) * addressBits(shape.rows))),
    };
  },
};
