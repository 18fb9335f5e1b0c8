import type { WeightedSample } from '../scale/WeightedSample.js';

/**
 * Exact k-means in one dimension: the centres of at most `clusters` runs of the sorted values with the least squared error. Dynamic programming
 * over the number of clusters; the best split never moves back when values are added, so each row is filled by divide and conquer.
 * Complexity O(k n log n).
 */
export function clusterSorted(sample: WeightedSample, clusters: number): Float64Array {
  const { counts, sums } = sample;
  const n = sample.values.length;
  const rows = Math.min(clusters, n);
  /** `splits[k][end]`: begin of the last of k + 1 clusters that cover the first `end` values. */
  const splits: Int32Array[] = [];
  let cost = Float64Array.from({ length: n + 1 }, (_, end) => runError(sample, 0, end));
  for (let k = 1; k < rows; k++) {
    const [next, split] = [new Float64Array(n + 1), new Int32Array(n + 1)];
    fillRow(sample, cost, next, split, { first: k + 1, last: n, low: k, high: n - 1 });
    cost = next;
    splits.push(split);
  }
  const centres: number[] = [];
  let end = n;
  for (let k = rows - 1; k >= 0; k--) {
    const begin = k === 0 ? 0 : splits[k - 1]![end]!;
    centres.push((sums[end]! - sums[begin]!) / (counts[end]! - counts[begin]!));
    end = begin;
  }
  return Float64Array.from(centres.reverse());
}

interface Row {
  readonly first: number;
  readonly last: number;
  readonly low: number;
  readonly high: number;
}

function fillRow(sample: WeightedSample, before: Float64Array, cost: Float64Array, split: Int32Array, { first, last, low, high }: Row): void {
  if (first > last) return;
  const end = (first + last) >>> 1;
  let best = Infinity;
  let at = low;
  for (let begin = low; begin <= Math.min(high, end - 1); begin++) {
    const total = before[begin]! + runError(sample, begin, end);
    if (total < best) [best, at] = [total, begin];
  }
  cost[end] = best;
  split[end] = at;
  fillRow(sample, before, cost, split, { first, last: end - 1, low, high: at });
  fillRow(sample, before, cost, split, { first: end + 1, last, low: at, high });
}

/** Squared error of the values `begin … end - 1` around their mean. */
function runError({ counts, sums, squares }: WeightedSample, begin: number, end: number): number {
  if (end <= begin) return 0;
  const sum = sums[end]! - sums[begin]!;
  return Math.max(0, squares[end]! - squares[begin]! - (sum * sum) / (counts[end]! - counts[begin]!));
}
