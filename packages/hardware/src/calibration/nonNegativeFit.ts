import { leastSquares } from './leastSquares.js';

/**
 * Least squares with unknowns of at least 0: an unknown that comes out negative is left out, most negative first, and the rest is solved
 * again.
 */
export function nonNegativeFit(rows: readonly (readonly number[])[], values: readonly number[]): number[] {
  let kept = Array.from(rows[0]?.keys() ?? []);
  for (;;) {
    const solution = leastSquares(rows.map((row) => kept.map((at) => row[at]!)), values);
    const worst = solution.reduce((best, value, k) => (value < solution[best]! ? k : best), 0);
    if (solution.length === 0 || solution[worst]! >= 0) {
      const all = new Array<number>(rows[0]?.length ?? 0).fill(0);
      kept.forEach((at, k) => (all[at] = solution[k]!));
      return all;
    }
    kept = kept.filter((_, k) => k !== worst);
  }
}
