import { BitscapeError } from '@bitscape/errors';
import { toMinimisation, type Direction, type ObjectiveVector } from './Direction.js';

export interface NormaliseOptions {
  /** Objectives that are compared by ratio: their logarithm is normalised. All linear by default. */
  readonly logarithmic?: readonly boolean[];
}

/**
 * The points with every objective mapped to [0, 1]: 0 is the best value among the points (ideal), 1 the worst (nadir). An
 * objective in which all points agree becomes 0 for all.
 *
 * @throws BitscapeError `usage` on a logarithmic objective with a value that is not positive.
 */
export function normaliseFront(points: readonly ObjectiveVector[], directions: readonly Direction[], options: NormaliseOptions = {}): number[][] {
  const vectors = points.map((point) =>
    toMinimisation(
      point.map((value, objective) => (options.logarithmic?.[objective] === true ? logarithm(value, objective) : value)),
      directions,
    ),
  );
  const ideal = directions.map((_, objective) => vectors.reduce((best, vector) => Math.min(best, vector[objective]!), Infinity));
  const nadir = directions.map((_, objective) => vectors.reduce((worst, vector) => Math.max(worst, vector[objective]!), -Infinity));
  return vectors.map((vector) =>
    vector.map((value, objective) => {
      const range = nadir[objective]! - ideal[objective]!;
      return range > 0 ? (value - ideal[objective]!) / range : 0;
    }),
  );
}

function logarithm(value: number, objective: number): number {
  if (!(value > 0)) throw new BitscapeError('usage', `objective ${objective} is ${value} and cannot be compared on a logarithmic scale`);
  return Math.log(value);
}
