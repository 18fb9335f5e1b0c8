import { BitscapeError } from '@bitscape/errors';
import type { NumberFormat } from '../format/NumberFormat.js';
import { buildQuantizer } from '../quantizer/buildQuantizer.js';
import { chooseScale } from '../scale/chooseScale.js';
import { assertFinite } from '../tensor/assertFinite.js';
import { errorStatistics, type ErrorStatistics } from '../tensor/errorStatistics.js';
import type { MatrixShape, SparsityPattern } from './pattern/SparsityPattern.js';
import { superposedStorage, type SuperposedStorage } from './superposedStorage.js';
import { weightedTernary } from './weightedTernary.js';

export interface SuperpositionOptions {
  readonly pattern: SparsityPattern;
  /** Number format of the sparse part, e.g. `int8`; it needs a zero. */
  readonly sparse: NumberFormat;
  /** What the pattern keeps first: large weights, sensitive weights, or large errors of the ternary part. `residual` by default. */
  readonly selection?: 'magnitude' | 'sensitivity' | 'residual';
  /** Weight of each squared error, positive, in the order of the tensor; 1 by default. */
  readonly sensitivity?: Float64Array;
  /** Rounds of alternating least squares; 8 by default. */
  readonly rounds?: number;
}

/** Weights as a dense ternary part with a scale an output channel, plus a sparse part with one scale: `W = α T + S`. */
export interface SuperposedWeights {
  readonly shape: readonly number[];
  /** α of each output channel. */
  readonly scales: Float64Array;
  /** T in the order of the tensor. */
  readonly signs: Int8Array;
  /** Where S stands (1), in the order of the tensor. */
  readonly mask: Uint8Array;
  /** Codes of S in the order of the tensor; the code of zero elsewhere. */
  readonly sparseCodes: Uint16Array;
  readonly sparseScale: number;
  readonly storage: SuperposedStorage;
  /** `Σ sensitivity (w - ŵ)²`. */
  readonly weightedError: number;
  readonly statistics: ErrorStatistics;
  /** `α T + S`, rounded to float32. */
  dequantize(): Float32Array;
}

interface Encoding {
  readonly scales: Float64Array;
  readonly signs: Int8Array;
  readonly mask: Uint8Array;
  /** S in real values. */
  readonly sparse: Float64Array;
  readonly sparseScale: number;
  readonly error: number;
}

/**
 * Superposed encoding of a weight tensor, output channels last. Alternating least squares: the sparse part is the quantized residual of the ternary
 * part on the pattern, the ternary part the exact optimum for what the sparse part leaves. The result is the best of all rounds, of the
 * ternary part alone and of the sparse part alone, so it is never worse than either.
 *
 * @throws {BitscapeError} `usage` for shapes, sensitivities or formats that do not fit, `invalid-network` for weights that are not finite
 */
export function encodeSuperposed(tensor: { readonly shape: readonly number[]; readonly data: Float32Array }, options: SuperpositionOptions): SuperposedWeights {
  const { shape, data } = tensor;
  const rows = shape.at(-1) ?? 1;
  const matrix: MatrixShape = { rows, columns: rows === 0 ? 0 : data.length / rows };
  check(shape, data, options);
  // Row-major, a row an output channel.
  const place = (index: number): number => (index % rows) * matrix.columns + Math.floor(index / rows);
  const arrange = (values: ArrayLike<number>): Float64Array => {
    const arranged = new Float64Array(values.length);
    for (let i = 0; i < values.length; i++) arranged[place(i)] = values[i]!;
    return arranged;
  };
  const weights = arrange(data);
  const sensitivity = options.sensitivity === undefined ? new Float64Array(data.length).fill(1) : arrange(options.sensitivity);
  const best = solve(weights, sensitivity, matrix, options);

  const { sparse } = options;
  const quantizer = buildQuantizer(sparse, best.sparseScale, 'search');
  const restored = Float32Array.from(data, (_, i) => best.scales[i % rows]! * best.signs[place(i)]! + best.sparse[place(i)]!);
  const zero = sparse.codeOf(sparse.zeroRank);
  return {
    shape,
    scales: best.scales,
    signs: Int8Array.from(data, (_, i) => best.signs[place(i)]!),
    mask: Uint8Array.from(data, (_, i) => best.mask[place(i)]!),
    sparseCodes: Uint16Array.from(data, (_, i) => (best.mask[place(i)] === 1 ? sparse.codeOf(quantizer.rank(best.sparse[place(i)]!)) : zero)),
    sparseScale: best.sparseScale,
    storage: superposedStorage(matrix, options.pattern, sparse.bits),
    weightedError: best.error,
    statistics: errorStatistics(data, restored),
    dequantize: () => restored.slice(),
  };
}

function solve(weights: Float64Array, sensitivity: Float64Array, shape: MatrixShape, { pattern, sparse, selection = 'residual', rounds = 8 }: SuperpositionOptions): Encoding {
  const nothing = new Float64Array(weights.length);
  const noMask = new Uint8Array(weights.length);
  const finish = (base: Pick<Encoding, 'scales' | 'signs'>, part: Pick<Encoding, 'mask' | 'sparse' | 'sparseScale'>): Encoding => {
    const { columns } = shape;
    let error = 0;
    weights.forEach((weight, i) => (error += sensitivity[i]! * (weight - base.scales[Math.floor(i / columns)]! * base.signs[i]! - part.sparse[i]!) ** 2));
    return { ...base, ...part, error };
  };
  const importance = (residual: Float64Array): Float64Array =>
    residual.map((value, i) => (selection === 'magnitude' ? Math.abs(weights[i]!) : selection === 'sensitivity' ? sensitivity[i]! * weights[i]! ** 2 : sensitivity[i]! * value * value));
  const sparsePart = (residual: Float64Array): Pick<Encoding, 'mask' | 'sparse' | 'sparseScale'> => {
    const mask = pattern.select(importance(residual), shape);
    const kept = Float32Array.from(residual.filter((_, i) => mask[i] === 1));
    const sparseScale = chooseScale(kept, sparse, 'mse');
    const quantizer = buildQuantizer(sparse, sparseScale, 'search');
    return { mask, sparseScale, sparse: residual.map((value, i) => (mask[i] === 1 ? sparse.levels[quantizer.rank(value)]! * sparseScale : 0)) };
  };

  const noBase = { scales: new Float64Array(shape.rows), signs: new Int8Array(weights.length) };
  let base = ternaryPart(weights, sensitivity, shape);
  let best = finish(base, { mask: noMask, sparse: nothing, sparseScale: 1 });
  const keepBetter = (candidate: Encoding): boolean => {
    if (!(candidate.error < best.error)) return false;
    best = candidate;
    return true;
  };
  keepBetter(finish(noBase, sparsePart(weights)));
  for (let round = 0; round < rounds; round++) {
    const { columns } = shape;
    const { scales, signs } = base;
    const part = sparsePart(weights.map((weight, i) => weight - scales[Math.floor(i / columns)]! * signs[i]!));
    const first = keepBetter(finish(base, part));
    base = ternaryPart(weights.map((weight, i) => weight - part.sparse[i]!), sensitivity, shape);
    const second = keepBetter(finish(base, part));
    if (!first && !second) break;
  }
  return best;
}

function ternaryPart(target: Float64Array, sensitivity: Float64Array, { rows, columns }: MatrixShape): Pick<Encoding, 'scales' | 'signs'> {
  const scales = new Float64Array(rows);
  const signs = new Int8Array(target.length);
  for (let row = 0; row < rows; row++) {
    const found = weightedTernary(target.subarray(row * columns, (row + 1) * columns), sensitivity.subarray(row * columns, (row + 1) * columns));
    scales[row] = found.scale;
    signs.set(found.signs, row * columns);
  }
  return { scales, signs };
}

function check(shape: readonly number[], data: Float32Array, { sparse, sensitivity }: SuperpositionOptions): void {
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  if (size !== data.length) throw new BitscapeError('usage', `encodeSuperposed: shape [${shape.join(', ')}] has ${size} values, data ${data.length}`);
  assertFinite(data, 'encodeSuperposed: weights');
  if (sparse.zeroRank < 0) throw new BitscapeError('usage', `the sparse part cannot be ${sparse.name}, which has no zero`, { hint: 'Use for example int8.' });
  if (sensitivity === undefined) return;
  if (sensitivity.length !== data.length || !sensitivity.every((value) => value > 0 && value < Infinity)) {
    throw new BitscapeError('usage', `encodeSuperposed: ${sensitivity.length} sensitivities for ${data.length} weights; positive finite numbers were expected`);
  }
}
