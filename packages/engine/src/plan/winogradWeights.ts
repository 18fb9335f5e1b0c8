import type { ProductFactors } from './factorProducts.js';

/** Outputs of a tile in each direction, and the window that it reads. */
export const WINOGRAD_TILE = 4;
export const WINOGRAD_WINDOW = 6;
/** The inverse transform yields sums modulo 2^26. */
export const WINOGRAD_BITS = 26;

/** Rows of the weight transform, scaled to integers: the inverse transform in assembly/winogradOutput.ts takes the factors back. */
const WEIGHTS = [[6, 0, 0], [1, 1, 1], [1, -1, 1], [1, 2, 4], [1, -2, 4], [0, 0, 6]] as const;
/** Rows of the input transform, as in assembly/winogradInput.ts. */
const INPUTS = [[4, 0, -5, 0, 1, 0], [0, -4, -4, 1, 1, 0], [0, 4, -4, -1, 1, 0], [0, -2, -1, 2, 1, 0], [0, 2, -1, -2, 1, 0], [0, 4, 0, -5, 0, 1]] as const;
const LIMIT = 2 ** 15 - 1;

/**
 * Weights of a 3 × 3 convolution in the domain of the Winograd transform F(4 × 4, 3 × 3) over the integers (Lavin and Gray 2016, with rows
 * scaled to integers): `[36][groupInputs * terms][outputs]`.
 *
 * @param codes weight codes `[9][groupInputs][outputs]`
 * @returns undefined if transformed weights, or transformed activations of any codes, do not fit int16
 */
export function winogradWeights(factors: ProductFactors, codes: Uint16Array, groupInputs: number, outputs: number): Int16Array | undefined {
  const { terms, weights, activations } = factors;
  if (transformedReach(activations) > LIMIT) return undefined;
  const inputs = groupInputs * terms;
  const transformed = new Int16Array(WINOGRAD_WINDOW ** 2 * inputs * outputs);
  const rows = new Float64Array(WINOGRAD_WINDOW * 3);
  for (let i = 0; i < groupInputs; i++) {
    for (let r = 0; r < terms; r++) {
      for (let o = 0; o < outputs; o++) {
        const weight = (y: number, x: number): number => weights[codes[((y * 3 + x) * groupInputs + i) * outputs + o]! * terms + r]!;
        for (let u = 0; u < WINOGRAD_WINDOW; u++) {
          const [a, b, c] = WEIGHTS[u]!;
          for (let x = 0; x < 3; x++) rows[u * 3 + x] = a * weight(0, x) + b * weight(1, x) + c * weight(2, x);
        }
        for (let u = 0; u < WINOGRAD_WINDOW; u++) {
          for (let v = 0; v < WINOGRAD_WINDOW; v++) {
            const [a, b, c] = WEIGHTS[v]!;
            const value = a * rows[u * 3]! + b * rows[u * 3 + 1]! + c * rows[u * 3 + 2]!;
            if (Math.abs(value) > LIMIT) return undefined;
            transformed[((u * WINOGRAD_WINDOW + v) * inputs + i * terms + r) * outputs + o] = value;
          }
        }
      }
    }
  }
  return transformed;
}

/** Greatest magnitude of a transformed window of values between the least and the greatest of `values`, zero included. */
function transformedReach(values: Int16Array): number {
  const least = values.reduce((a, b) => Math.min(a, b), 0);
  const greatest = values.reduce((a, b) => Math.max(a, b), 0);
  let reach = 0;
  for (const row of INPUTS) {
    for (const column of INPUTS) {
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
