import type { ObjectiveVector } from './Direction.js';

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
 * Volume between points (first three values, minimised, strictly negative) and the origin.
 *
 * Sweep along the third objective: between two consecutive values the cross-section is the area under a staircase of the
 * first two, updated by one insertion (Fonseca, Paquete, López-Ibáñez, "An improved dimension-sweep algorithm for the
 * hypervolume indicator", 2006). O(n log n) comparisons; the sorted array moves O(n) entries an insertion.
 */
export function hypervolume3d(points: readonly ObjectiveVector[]): number {
  const order = [...points].sort((a, b) => a[2]! - b[2]!);
  const stairs = new Staircase();
  let volume = 0;
  order.forEach((point, index) => {
    stairs.insert(point[0]!, point[1]!);
    const next = order[index + 1]?.[2] ?? 0;
    volume += stairs.area * (next - point[2]!);
  });
  return volume;
}

/** Two-objective front in ascending x (hence descending y), with the area between it and the origin. */
class Staircase {
  area = 0;
  readonly #xs: number[] = [];
  readonly #ys: number[] = [];

  insert(x: number, y: number): void {
    const at = this.#lowerBound(x);
    // The neighbour to the left is at least as good in x; the one at `at` may share x with a lower y.
    if (at > 0 && this.#ys[at - 1]! <= y) return;
    if (at < this.#xs.length && this.#xs[at]! === x && this.#ys[at]! <= y) return;
    let ceiling = at > 0 ? this.#ys[at - 1]! : 0;
    let end = at;
    // Add the new step column by column, as far as it lies below the old steps, which it replaces.
    let from = x;
    while (end < this.#xs.length && this.#ys[end]! >= y) {
      this.area += (this.#xs[end]! - from) * (ceiling - y);
      from = this.#xs[end]!;
      ceiling = this.#ys[end]!;
      end++;
    }
    const right = end < this.#xs.length ? this.#xs[end]! : 0;
    this.area += (right - from) * (ceiling - y);
    this.#xs.splice(at, end - at, x);
    this.#ys.splice(at, end - at, y);
  }

  /** First index whose x is at least `x`. */
  #lowerBound(x: number): number {
    let low = 0;
    let high = this.#xs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#xs[middle]! < x) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
