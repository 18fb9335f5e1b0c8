import { addressBits } from './keepLargest.js';
import type { MatrixShape, PatternFamily, SparsityPattern } from './SparsityPattern.js';

/** `stride:<s>`: every s-th column of a row, from a phase of its own. Indices: one phase a row. */
export const strideFamily: PatternFamily = {
  syntax: 'stride:<s>',
  description: 'every s-th column of a row, the best phase of each row',
  read(name) {
    const match = /^stride:([1-9]\d*)$/.exec(name);
    if (match === null) return undefined;
    const stride = Number(match[1]);
    return {
      ...strided(name, stride, (importance, { columns }, row) => {
        let [best, phase] = [-Infinity, 0];
        for (let candidate = 0; candidate < Math.min(stride, columns); candidate++) {
          let total = 0;
          for (let column = candidate; column < columns; column += stride) total += importance[row * columns + column]!;
          if (total > best) [best, phase] = [total, candidate];
        }
        return phase;
      }),
      // Every phase must find room.
      kept: ({ rows, columns }) => rows * Math.ceil(columns / stride),
      indexBits: ({ rows, columns }) => rows * addressBits(Math.min(stride, columns)),
    };
  },
};

/** `diagonal:<s>`: every s-th column, the phase being the row number: nothing to store. */
export const diagonalFamily: PatternFamily = {
  syntax: 'diagonal:<s>',
  description: 'every s-th column, the phase being the row number',
  read(name) {
    const match = /^diagonal:([1-9]\d*)$/.exec(name);
    if (match === null) return undefined;
    const stride = Number(match[1]);
    const pattern = strided(name, stride, (_, __, row) => row % stride);
    return {
      ...pattern,
      kept: (shape) => pattern.select(new Float64Array(shape.rows * shape.columns), shape).reduce((sum, kept) => sum + kept, 0),
      indexBits: () => 0,
    };
  },
};

function strided(name: string, stride: number, phaseOf: (importance: Float64Array, shape: MatrixShape, row: number) => number): Pick<SparsityPattern, 'name' | 'select'> {
  return {
    name,
    select(importance, shape) {
      const mask = new Uint8Array(importance.length);
      for (let row = 0; row < shape.rows; row++) {
        for (let column = phaseOf(importance, shape, row); column < shape.columns; column += stride) mask[row * shape.columns + column] = 1;
      }
      return mask;
    },
  };
}
