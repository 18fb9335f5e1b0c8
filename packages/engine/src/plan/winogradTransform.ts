import type { ProductFactors } from './factorProducts.js';

/** Outputs of a tile, rows and columns. */
export type WinogradTile = readonly [2 | 4, 2 | 4];

/** A 3 × 3 convolution in the transformed domain. */
export interface WinogradTransform {
  readonly tile: WinogradTile;
  /** The factors with what is subtracted from the activations of each term, so that their transforms fit. */
  readonly factors: ProductFactors;
  /** What that subtracts from the sum of each output, modulo 2^32. */
  readonly constants: Int32Array;
  /** Transformed weights `[(rows + 2) * (columns + 2)][groupInputs * terms][outputs]`. */
  readonly weights: Int16Array;
}

interface Direction {
  /** Rows of the weight transform, scaled to integers: the inverse transform in assembly/winogradOutput.ts takes the factors back. */
  readonly weights: readonly (readonly [number, number, number])[];
  /** Rows of the input transform, as in assembly/winogradInput.ts. */
  readonly inputs: readonly (readonly number[])[];
  /** The largest power of two, as a logarithm, in the scales of the inverse transform. */
  readonly power: number;
}

const DIRECTIONS: Readonly<Record<2 | 4, Direction>> = {
  4: {
    weights: [[6, 0, 0], [1, 1, 1], [1, -1, 1], [1, 2, 4], [1, -2, 4], [0, 0, 6]],
    inputs: [[4, 0, -5, 0, 1, 0], [0, -4, -4, 1, 1, 0], [0, 4, -4, -1, 1, 0], [0, -2, -1, 2, 1, 0], [0, 2, -1, -2, 1, 0], [0, 4, 0, -5, 0, 1]],
    power: 3,
  },
  2: {
    weights: [[2, 0, 0], [1, 1, 1], [1, -1, 1], [0, 0, 2]],
    inputs: [[1, 0, -1, 0], [0, 1, 1, 0], [0, -1, 1, 0], [0, 1, 0, -1]],
    power: 1,
  },
};
const LIMIT = 2 ** 15 - 1;

/** Bits of the widest sums that come out of the inverse transform. */
export function winogradBits([rows, columns]: WinogradTile): number {
  return 32 - DIRECTIONS[rows].power - DIRECTIONS[columns].power;
}

/**
 * Weights of a 3 × 3 convolution in the domain of the Winograd transform over the integers (Lavin and Gray 2016, with rows scaled to integers).
 *
 * @param codes weight codes `[9][groupInputs][outputs]`
 * @returns undefined if transformed weights, or transformed activations of any codes, do not fit int16
 */
export function winogradTransform(tile: WinogradTile, factors: ProductFactors, codes: Uint16Array, groupInputs: number, outputs: number): WinogradTransform | undefined {
  const { terms, weights } = factors;
  const [rows, columns] = [DIRECTIONS[tile[0]], DIRECTIONS[tile[1]]];
  const centres = [new Int16Array(terms), centresOf(factors)].find((offsets) => transformedReach(rows, columns, factors, offsets) <= LIMIT);
  if (centres === undefined) return undefined;
  const inputs = groupInputs * terms;
  const transformed = new Int16Array(rows.inputs.length * columns.inputs.length * inputs * outputs);
  const half = new Float64Array(rows.inputs.length * 3);
  for (let i = 0; i < groupInputs; i++) {
    for (let r = 0; r < terms; r++) {
      for (let o = 0; o < outputs; o++) {
        const weight = (y: number, x: number): number => weights[codes[((y * 3 + x) * groupInputs + i) * outputs + o]! * terms + r]!;
        rows.weights.forEach(([a, b, c], u) => {
          for (let x = 0; x < 3; x++) half[u * 3 + x] = a * weight(0, x) + b * weight(1, x) + c * weight(2, x);
        });
        let position = (i * terms + r) * outputs + o;
        for (let u = 0; u < half.length; u += 3) {
          for (const [a, b, c] of columns.weights) {
            const value = a * half[u]! + b * half[u + 1]! + c * half[u + 2]!;
            if (Math.abs(value) > LIMIT) return undefined;
            transformed[position] = value;
            position += inputs * outputs;
          }
        }
      }
    }
  }
  const centred = { ...factors, activations: factors.activations.map((value, i) => value - centres[i % terms]!) };
  return { tile, factors: centred, constants: lostSums(weights, codes, outputs, centres), weights: transformed };
}

/** Middle of the values of each term. */
function centresOf({ terms, activations }: ProductFactors): Int16Array {
  return Int16Array.from({ length: terms }, (_, r) => {
    const own = activations.filter((_, i) => i % terms === r);
    return Math.round((own.reduce((a, b) => Math.min(a, b)) + own.reduce((a, b) => Math.max(a, b))) / 2);
  });
}

/** Sums of all weights of each output times what their activations lack. */
function lostSums(weights: Int16Array, codes: Uint16Array, outputs: number, centres: Int16Array): Int32Array {
  const sums = new Int32Array(outputs);
  codes.forEach((code, index) => {
    const o = index % outputs;
    centres.forEach((centre, r) => (sums[o] = (sums[o]! + weights[code * centres.length + r]! * centre) | 0));
  });
  return sums;
}

/** Greatest magnitude of a transformed window of values of one term, less its centre. */
function transformedReach(rows: Direction, columns: Direction, { terms, activations }: ProductFactors, centres: Int16Array): number {
  const values = activations.map((value, i) => value - centres[i % terms]!);
  const least = values.reduce((a, b) => Math.min(a, b));
  const greatest = values.reduce((a, b) => Math.max(a, b));
  let reach = 0;
  for (const row of rows.inputs) {
    for (const column of columns.inputs) {
      let [low, high] = [0, 0];
      for (const a of row) {
        for (const b of column) {
          low += Math.min(a * b * least, a * b * greatest);
          high += Math.max(a * b * least, a * b * greatest);
        }
      }
      reach = Math.max(reach, high, -low);
    }
  }
  return reach;
}
