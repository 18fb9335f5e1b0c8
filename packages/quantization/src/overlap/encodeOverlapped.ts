import { BitscapeError } from '@bitscape/errors';
import { assertFinite } from '../tensor/assertFinite.js';
import { ArrayEncoder, type ArrayTargets } from './ArrayEncoder.js';
import { naiveArray } from './naiveArray.js';
import { cellCount, type OverlapLayout } from './OverlapLayout.js';

/** One of the two matrices that share arrays. */
export interface OverlapMatrix {
  readonly values: Float32Array;
  /** Weight of each squared error, not negative; 1 by default. */
  readonly sensitivity?: Float64Array;
  /** Real value of code 1. */
  readonly scale: number;
}

export interface OverlapOptions extends OverlapLayout {
  /** `joint` (default) searches the bits of both; `naive` truncates and overwrites. */
  readonly encoder?: 'joint' | 'naive';
  /** Random starts of each array beyond two fixed ones; the encoder's own number by default. */
  readonly restarts?: number;
  readonly seed?: number;
}

export interface OverlappedWeights extends OverlapLayout {
  /** Two's-complement codes, in the order of the values. */
  readonly regularCodes: Int32Array;
  readonly transposedCodes: Int32Array;
  readonly regularScale: number;
  readonly transposedScale: number;
  /** `Σ sensitivity (w - ŵ)²` of each matrix. */
  readonly regularError: number;
  readonly transposedError: number;
  readonly arrays: number;
  /** Memory cells of all arrays, and of what the same weights take apart. */
  readonly cells: number;
  readonly separateCells: number;
}

/**
 * Two matrices in transposable arrays of n × n: the i-th n weights of one are read by row, the i-th n of the other by column. The shorter one leaves
 * places free, which cost its partner nothing.
 *
 * @throws {BitscapeError} `usage` for a layout that does not exist, scales that are not positive or sensitivities that do not fit,
 *   `invalid-network` for weights that are not finite
 */
export function encodeOverlapped(regular: OverlapMatrix, transposed: OverlapMatrix, options: OverlapOptions): OverlappedWeights {
  const { bits, overlap, encoder = 'joint', restarts, seed = 0 } = options;
  const layout = { bits, overlap };
  check(regular, 'regular');
  check(transposed, 'transposed');
  const search = new ArrayEncoder(layout);
  const arrays = Math.ceil(Math.max(regular.values.length, transposed.values.length) / bits);
  const regularCodes = new Int32Array(regular.values.length);
  const transposedCodes = new Int32Array(transposed.values.length);
  for (let array = 0; array < arrays; array++) {
    const targets = targetsOf(regular, transposed, array * bits, bits);
    const encoded = encoder === 'naive' ? naiveArray(layout, targets) : search.encode(targets, seed + array, restarts);
    for (let i = 0; i < bits; i++) {
      // Typed arrays ignore what lies behind their end.
      regularCodes[array * bits + i] = encoded.regular[i]!;
      transposedCodes[array * bits + i] = encoded.transposed[i]!;
    }
  }
  return {
    ...layout,
    regularCodes,
    transposedCodes,
    regularScale: regular.scale,
    transposedScale: transposed.scale,
    regularError: errorOf(regular, regularCodes),
    transposedError: errorOf(transposed, transposedCodes),
    arrays,
    cells: arrays * cellCount(layout),
    separateCells: (regular.values.length + transposed.values.length) * bits,
  };
}

function targetsOf(regular: OverlapMatrix, transposed: OverlapMatrix, first: number, count: number): ArrayTargets {
  const scaled = ({ values, scale }: OverlapMatrix): Float64Array => Float64Array.from({ length: count }, (_, i) => (values[first + i] ?? 0) / scale);
  const weights = ({ values, scale, sensitivity }: OverlapMatrix): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => (first + i < values.length ? (sensitivity === undefined ? 1 : sensitivity[first + i]!) * scale * scale : 0));
  return { regular: scaled(regular), transposed: scaled(transposed), regularWeights: weights(regular), transposedWeights: weights(transposed) };
}

function errorOf({ values, scale, sensitivity }: OverlapMatrix, codes: Int32Array): number {
  return values.reduce((sum, value, i) => sum + (sensitivity?.[i] ?? 1) * (value - codes[i]! * scale) ** 2, 0);
}

function check({ values, sensitivity, scale }: OverlapMatrix, what: string): void {
  assertFinite(values, `encodeOverlapped: ${what} weights`);
  if (!(scale > 0 && scale < Infinity)) throw new BitscapeError('usage', `encodeOverlapped: the ${what} scale ${scale} is not positive`);
  if (sensitivity !== undefined && (sensitivity.length !== values.length || !sensitivity.every((weight) => weight >= 0 && weight < Infinity))) {
    throw new BitscapeError('usage', `encodeOverlapped: ${sensitivity.length} sensitivities for ${values.length} ${what} weights; finite numbers from 0 were expected`);
  }
}
