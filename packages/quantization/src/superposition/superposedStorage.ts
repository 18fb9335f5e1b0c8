import type { MatrixShape, SparsityPattern } from './pattern/SparsityPattern.js';

/** Storage of a superposed matrix, in bits. */
export interface SuperposedStorage {
  /** Ternary part, two bits a weight. */
  readonly ternaryBits: number;
  /** The same with five ternary digits a byte. */
  readonly packedTernaryBits: number;
  /** Values of the sparse part. */
  readonly valueBits: number;
  /** Positions of the sparse part. */
  readonly indexBits: number;
  /** 32 bits an output channel for α, 32 for the sparse part. */
  readonly scaleBits: number;
  /** Two bits a ternary weight. */
  readonly totalBits: number;
  readonly bitsPerWeight: number;
}

const SCALE_BITS = 32;

export function superposedStorage(shape: MatrixShape, pattern: SparsityPattern, sparseBits: number): SuperposedStorage {
  const weights = shape.rows * shape.columns;
  const ternaryBits = 2 * weights;
  const valueBits = pattern.kept(shape) * sparseBits;
  const indexBits = pattern.indexBits(shape);
  const scaleBits = SCALE_BITS * (shape.rows + 1);
  const totalBits = ternaryBits + valueBits + indexBits + scaleBits;
  return { ternaryBits, packedTernaryBits: 8 * Math.ceil(weights / 5), valueBits, indexBits, scaleBits, totalBits, bitsPerWeight: weights === 0 ? 0 : totalBits / weights };
}
