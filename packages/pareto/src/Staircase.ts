import { RankSet } from './RankSet.js';

/**
 * Two-objective front (minimised, bounded by the origin, all values negative) with the area between it and the origin. The x
 * values that may occur are known beforehand, so that a step is found in a {@link RankSet}: O(log n) an insertion, amortised.
 */
export class Staircase {
  /** Area between the steps and the origin. */
  area = 0;
  readonly #xs: ArrayLike<number>;
  readonly #ys: Float64Array;
  readonly #steps: RankSet;

  /** @param xs ascending and distinct */
  constructor(xs: ArrayLike<number>) {
    this.#xs = xs;
    this.#ys = new Float64Array(xs.length);
    this.#steps = new RankSet(xs.length);
  }

  /** Adds the point (xs[rank], y); the steps that it dominates are gone. */
  insert(rank: number, y: number): void {
    const left = this.#steps.atMost(rank);
    if (left >= 0 && this.#ys[left]! <= y) return;
    const before = left === rank ? this.#steps.atMost(rank - 1) : left;
    let ceiling = before >= 0 ? this.#ys[before]! : 0;
    let from = this.#xs[rank]!;
    let step = this.#steps.atLeast(rank);
    // Add the new step column by column, as far as it lies below the old steps, which it replaces.
    while (step >= 0 && this.#ys[step]! >= y) {
      this.area += (this.#xs[step]! - from) * (ceiling - y);
      from = this.#xs[step]!;
      ceiling = this.#ys[step]!;
      this.#steps.remove(step);
      step = this.#steps.atLeast(step + 1);
    }
    this.area += ((step >= 0 ? this.#xs[step]! : 0) - from) * (ceiling - y);
    this.#steps.add(rank);
    this.#ys[rank] = y;
  }

  clear(): void {
    for (let step = this.#steps.atLeast(0); step >= 0; step = this.#steps.atLeast(step + 1)) this.#steps.remove(step);
    this.area = 0;
  }
}
