import type { ObjectiveVector } from './Direction.js';
import { Staircase } from './Staircase.js';

/** Area between points (first two values, minimised, strictly negative) and the origin. O(n log n). */
export function hypervolume2d(points: readonly ObjectiveVector[]): number {
  const order = [...points].sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
  let area = 0;
  let lowest = 0;
  for (const point of order) {
    const x = point[0]!;
    const y = point[1]!;
    if (y >= lowest) continue;
    area += -x * (lowest - y);
    lowest = y;
  }
  return area;
}

/**
 * Volume between points (first three values, minimised, strictly negative) and the origin. O(n log n).
 *
 * Sweep along the third objective: between two consecutive values the cross-section is the area under a staircase of the
 * first two, updated by one insertion (Fonseca, Paquete, López-Ibáñez, "An improved dimension-sweep algorithm for the
 * hypervolume indicator", 2006).
 */
export function hypervolume3d(points: readonly ObjectiveVector[]): number {
  const { distinct, rankOf } = ranksOf(points.map((point) => point[0]!));
  const order = ascending(Float64Array.from(points, (point) => point[2]!));
  const stairs = new Staircase(distinct);
  let volume = 0;
  order.forEach((index, position) => {
    stairs.insert(rankOf[index]!, points[index]![1]!);
    const next = position + 1 < order.length ? points[order[position + 1]!]![2]! : 0;
    volume += stairs.area * (next - points[index]![2]!);
  });
  return volume;
}

/** Indices in ascending order of their keys. */
export function ascending(keys: Float64Array): Uint32Array {
  return Uint32Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]!);
}

/** The distinct values in ascending order, and the position of each value among them. */
export function ranksOf(values: readonly number[]): { readonly distinct: Float64Array; readonly rankOf: Uint32Array } {
  const keys = Float64Array.from(values);
  const rankOf = new Uint32Array(keys.length);
  const distinct = new Float64Array(keys.length);
  let ranks = 0;
  for (const index of ascending(keys)) {
    if (ranks === 0 || distinct[ranks - 1] !== keys[index]) distinct[ranks++] = keys[index]!;
    rankOf[index] = ranks - 1;
  }
  return { distinct: distinct.slice(0, ranks), rankOf };
}
