/**
 * Sorted values with multiplicities and running moments, which make the squared error of any step function a matter of one
 * look-up per step. `counts[i]`, `sums[i]`, `squares[i]` are totals over the first `i` values.
 */
export interface WeightedSample {
  /** Ascending. */
  readonly values: Float64Array;
  readonly counts: Float64Array;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

/** Sample of plain values. Complexity O(n log n). */
export function sampleOf(values: ArrayLike<number>): WeightedSample {
  const sorted = Float64Array.from(values).sort();
  return weightedSample(sorted, () => 1);
}

/** Sample of ascending values, the i-th one occurring `weight(i)` times. */
export function weightedSample(values: Float64Array, weight: (index: number) => number): WeightedSample {
  const counts = new Float64Array(values.length + 1);
  const sums = new Float64Array(values.length + 1);
  const squares = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) {
    const w = weight(i);
    const x = values[i]!;
    counts[i + 1] = counts[i]! + w;
    sums[i + 1] = sums[i]! + w * x;
    squares[i + 1] = squares[i]! + w * x * x;
  }
  return { values, counts, sums, squares };
}
