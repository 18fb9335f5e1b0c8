import { addressBits, keepLargest } from './keepLargest.js';
import type { PatternFamily } from './SparsityPattern.js';

/** `rows:<k>`: k in every row (output channel). Indices: the column of each. */
export const rowQuotaFamily: PatternFamily = {
  syntax: 'rows:<k>',
  description: 'k in every row (output channel)',
  read(name) {
    const match = /^rows:([1-9]\d*)$/.exec(name);
    if (match === null) return undefined;
    const quota = Number(match[1]);
    return {
      name,
      kept: ({ rows, columns }) => rows * Math.min(quota, columns),
      select(importance, { rows, columns }) {
        const mask = new Uint8Array(importance.length);
        for (let row = 0; row < rows; row++) keepLargest(columns, quota, (i) => importance[row * columns + i]!, (i) => (mask[row * columns + i] = 1));
        return mask;
      },
      indexBits: ({ rows, columns }) => (quota >= columns ? 0 : rows * quota * addressBits(columns)),
    };
  },
};

/** `columns:<k>`: k in every column (input). Indices: the row of each. */
export const columnQuotaFamily: PatternFamily = {
  syntax: 'columns:<k>',
  description: 'k in every column (input)',
  read(name) {
    const match = /^columns:([1-9]\d*)$/.exec(name);
    if (match === null) return undefined;
    const quota = Number(match[1]);
    return {
      name,
      kept: ({ rows, columns }) => columns * Math.min(quota, rows),
      select(importance, { rows, columns }) {
        const mask = new Uint8Array(importance.length);
        for (let column = 0; column < columns; column++) keepLargest(rows, quota, (i) => importance[i * columns + column]!, (i) => (mask[i * columns + column] = 1));
        return mask;
      },
      indexBits: ({ rows, columns }) => (quota >= rows ? 0 : columns * quota * addressBits(rows)),
    };
  },
};
