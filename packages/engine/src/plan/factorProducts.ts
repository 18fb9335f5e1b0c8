import { greatestDivisor } from './greatestDivisor.js';

/** A product table as a sum of few outer products: `P[w][a] = sum over r of weights[w][r] * activations[a][r]`, exactly. */
export interface ProductFactors {
  readonly terms: number;
  /** `[weightCode][term]`; zero for codes that do not occur. */
  readonly weights: Int16Array;
  /** `[activationCode][term]`. */
  readonly activations: Int16Array;
}

const MAX_TERMS = 16;
const LIMIT = 2 ** 15 - 1;

/**
 * Exact factorisation of the rows of a product table that occur, with factors that fit int16: rows that are multiples of one another
 * share a term, or columns do, whichever needs fewer terms. A table of level products needs one; a logarithmic one without truncation one
 * for each fraction of the operand with fewer fraction bits. Every entry is verified.
 *
 * @param products `[weightCode][activationCode]`
 * @param codes weight codes that occur
 * @returns undefined if more than 16 terms or wider factors were needed
 */
export function factorProducts(products: Float64Array, columns: number, codes: readonly number[]): ProductFactors | undefined {
  const rows = products.length / columns;
  const byRows = proportionalClasses(codes.length, columns, (i, j) => products[codes[i]! * columns + j]!);
  const byColumns = proportionalClasses(columns, codes.length, (i, j) => products[codes[j]! * columns + i]!);
  const useRows = byColumns === undefined || (byRows !== undefined && byRows.terms <= byColumns.terms);
  const found = useRows ? byRows : byColumns;
  if (found === undefined) return undefined;
  const { terms } = found;
  const weights = new Int16Array(rows * terms);
  const activations = new Int16Array(columns * terms);
  const [ofWeights, ofActivations] = useRows ? [found.multiples, found.shapes] : [found.shapes, found.multiples];
  codes.forEach((code, i) => weights.set(ofWeights.subarray(i * terms, (i + 1) * terms), code * terms));
  activations.set(ofActivations);
  const factors = { terms, weights, activations };
  return verify(products, columns, codes, factors) ? factors : undefined;
}

interface Classes {
  readonly terms: number;
  /** `[vector][term]`: one entry is not zero. */
  readonly multiples: Int16Array;
  /** `[position][term]`. */
  readonly shapes: Int16Array;
}

/** Vectors grouped by direction: each is an integer multiple of the primitive vector of its class. */
function proportionalClasses(count: number, length: number, entry: (vector: number, position: number) => number): Classes | undefined {
  const primitives: Float64Array[] = [];
  const classOf = new Int32Array(count).fill(-1);
  const multiple = new Float64Array(count);
  const vector = new Float64Array(length);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < length; j++) vector[j] = entry(i, j);
    const divisor = greatestDivisor(vector);
    if (divisor === 0) continue;
    const sign = vector.find((value) => value !== 0)! < 0 ? -divisor : divisor;
    multiple[i] = sign;
    let found = primitives.findIndex((primitive) => primitive.every((value, j) => value * sign === vector[j]));
    if (found < 0) {
      if (primitives.length === MAX_TERMS) return undefined;
      found = primitives.push(vector.map((value) => value / sign)) - 1;
    }
    classOf[i] = found;
  }
  const terms = Math.max(1, primitives.length);
  const multiples = new Int16Array(count * terms);
  const shapes = new Int16Array(length * terms);
  for (let term = 0; term < primitives.length; term++) {
    const members = Array.from({ length: count }, (_, i) => i).filter((i) => classOf[i] === term);
    const shared = sharedDivisor(Float64Array.from(members, (i) => multiple[i]!));
    for (const i of members) {
      if (Math.abs(multiple[i]! / shared) > LIMIT) return undefined;
      multiples[i * terms + term] = multiple[i]! / shared;
    }
    for (let j = 0; j < length; j++) {
      const value = primitives[term]![j]! * shared;
      if (Math.abs(value) > LIMIT) return undefined;
      shapes[j * terms + term] = value;
    }
  }
  return { terms, multiples, shapes };
}

/** What multiples too wide hand to their shape: the least common divisor that leaves 16 bits, or 1. */
function sharedDivisor(multiples: Float64Array): number {
  const widest = multiples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const common = greatestDivisor(multiples);
  for (let divisor = Math.ceil(widest / LIMIT); divisor <= Math.min(common, LIMIT); divisor++) if (common % divisor === 0) return divisor;
  return 1;
}

function verify(products: Float64Array, columns: number, codes: readonly number[], { terms, weights, activations }: ProductFactors): boolean {
  return codes.every((code) => {
    for (let a = 0; a < columns; a++) {
      let sum = 0;
      for (let r = 0; r < terms; r++) sum += weights[code * terms + r]! * activations[a * terms + r]!;
      if (sum !== products[code * columns + a]!) return false;
    }
    return true;
  });
}
