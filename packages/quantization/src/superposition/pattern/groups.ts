import { addressBits, keepLargest } from './keepLargest.js';
import type { MatrixShape, PatternFamily, SparsityPattern } from './SparsityPattern.js';

const MAX_GROUP = 4096;

/** `<n>:<m>`: n of every m neighbours in a row. Indices: the position of each in its group. The last group of a row may be shorter. */
export const nOfMFamily: PatternFamily = {
  syntax: '<n>:<m>',
  description: 'n of every m neighbours in a row (n kept, m - n left out)',
  read(name) {
    const match = /^([1-9]\d*):([1-9]\d*)$/.exec(name);
    return match === null ? undefined : groupPattern(`${match[1]}:${match[2]}`, Number(match[1]), Number(match[2]));
  },
};

/** `bank:<k>:<size>`: rows split into banks, k kept in each: as n:m with a long m. */
export const bankFamily: PatternFamily = {
  syntax: 'bank:<k>:<size>',
  description: 'k in every bank of a row',
  read(name) {
    const match = /^bank:([1-9]\d*):([1-9]\d*)$/.exec(name);
    return match === null ? undefined : groupPattern(name, Number(match[1]), Number(match[2]));
  },
};

function groupPattern(name: string, keep: number, size: number): SparsityPattern | string {
  if (size > MAX_GROUP || keep > size) return `${keep} of ${size} is no choice; groups have at most ${MAX_GROUP} members`;
  return {
    name,
    kept: ({ rows, columns }) => rows * groupsOf(columns, size).reduce((sum, { length }) => sum + Math.min(keep, length), 0),
    select(importance, { rows, columns }) {
      const mask = new Uint8Array(importance.length);
      for (let row = 0; row < rows; row++) {
        for (const { begin, length } of groupsOf(columns, size)) {
          const first = row * columns + begin;
          keepLargest(length, keep, (i) => importance[first + i]!, (i) => (mask[first + i] = 1));
        }
      }
      return mask;
    },
    indexBits: ({ rows, columns }: MatrixShape) =>
      // A short group is addressed like a whole one: the decoder is the same.
      rows * groupsOf(columns, size).reduce((sum, { length }) => sum + (length <= keep ? 0 : keep * addressBits(size)), 0),
  };
}

function groupsOf(columns: number, size: number): { readonly begin: number; readonly length: number }[] {
  return Array.from({ length: Math.ceil(columns / size) }, (_, i) => ({ begin: i * size, length: Math.min(size, columns - i * size) }));
}
