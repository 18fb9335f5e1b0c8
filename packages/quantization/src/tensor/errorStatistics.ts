/** How far an approximation lies from its reference. */
export interface ErrorStatistics {
  /** Signal-to-quantization-noise ratio `10 log10(Σ r² / Σ (r - a)²)` in dB; infinite without error, -infinite for a zero reference. */
  readonly sqnrDb: number;
  /** Mean squared error. */
  readonly mse: number;
  /** Largest absolute error. */
  readonly maxError: number;
}

/**
 * Error of `approx` against `reference`, element by element; both empty gives no error.
 *
 * @throws {RangeError} if the lengths differ
 */
export function errorStatistics(reference: ArrayLike<number>, approx: ArrayLike<number>): ErrorStatistics {
  if (reference.length !== approx.length) {
    throw new RangeError(`errorStatistics: reference has ${reference.length} values, approximation ${approx.length}`);
  }
  let signal = 0;
  let noise = 0;
  let maxError = 0;
  for (let i = 0; i < reference.length; i++) {
    const error = reference[i]! - approx[i]!;
    signal += reference[i]! * reference[i]!;
    noise += error * error;
    maxError = Math.max(maxError, Math.abs(error));
  }
  return {
    sqnrDb: noise === 0 ? Infinity : 10 * Math.log10(signal / noise),
    mse: reference.length === 0 ? 0 : noise / reference.length,
    maxError,
  };
}
