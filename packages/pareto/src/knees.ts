import type { Direction, ObjectiveVector } from './Direction.js';
import { hypervolume } from './hypervolume.js';
import { normaliseFront, type NormaliseOptions } from './normaliseFront.js';

/**
 * Index of the point that bulges most: the largest distance below the plane `Σ x = 1` of the normalised objectives (0 =
 * best of the front, 1 = worst of it). With two objectives that plane is the line through the two extremes (Das 1999).
 * Ties go to the lowest index. `undefined` with fewer than three points, where everything is an extreme.
 *
 * @throws BitscapeError `usage` on lengths that differ and on values that are not finite (or not positive, where logarithmic).
 */
export function kneeByExtremes(points: readonly ObjectiveVector[], directions: readonly Direction[], options: NormaliseOptions = {}): number | undefined {
  const root = Math.sqrt(directions.length);
  return leastOf(normaliseFront(points, directions, options), (vector) => (vector.reduce((sum, value) => sum + value, 0) - 1) / root);
}

/**
 * Index of the point nearest to the ideal point: least Euclidean length of the normalised objectives (0 = best of the
 * front, 1 = worst of it). Ties go to the lowest index. `undefined` with fewer than three points.
 *
 * @throws BitscapeError `usage` on lengths that differ and on values that are not finite (or not positive, where logarithmic).
 */
export function kneeByIdeal(points: readonly ObjectiveVector[], directions: readonly Direction[], options: NormaliseOptions = {}): number | undefined {
  return leastOf(normaliseFront(points, directions, options), (vector) => Math.hypot(...vector));
}

/**
 * Index of the point without which the hypervolume shrinks most. The reference point is the worst value of each objective,
 * moved away by a tenth of its range, so that extremes count too. Ties go to the lowest index. `undefined` with fewer than three
 * points. One hypervolume a point.
 *
 * @throws BitscapeError `usage` on lengths that differ and on values that are not finite (or not positive, where logarithmic).
 */
export function kneeByContribution(points: readonly ObjectiveVector[], directions: readonly Direction[], options: NormaliseOptions = {}): number | undefined {
  const vectors = normaliseFront(points, directions, options);
  const minimised = directions.map(() => 'min' as const);
  const reference = directions.map(() => 1.1);
  return leastOf(vectors, (_, without) => hypervolume(vectors.filter((_, index) => index !== without), reference, minimised));
}

/**
 * Index of the point with the best trade-off: going from it to any other point loses at least `μ` units of some objectives for
 * a unit gained in the others, and this μ is the largest (the measure of pymoo's `mcdm/high_tradeoff.py`, there over neighbours
 * only). Normalised objectives; ties go to the lowest index. `undefined` with fewer than three points.
 *
 * @throws BitscapeError `usage` on lengths that differ and on values that are not finite (or not positive, where logarithmic).
 */
export function kneeByTradeOff(points: readonly ObjectiveVector[], directions: readonly Direction[], options: NormaliseOptions = {}): number | undefined {
  const vectors = normaliseFront(points, directions, options);
  return leastOf(vectors, (from) => {
    let least = Infinity;
    for (const to of vectors) {
      let loss = 0;
      let gain = 0;
      to.forEach((value, objective) => {
        loss += Math.max(0, value - from[objective]!);
        gain += Math.max(0, from[objective]! - value);
      });
      if (gain > 0) least = Math.min(least, loss / gain);
    }
    return -least;
  });
}

function leastOf(vectors: readonly ObjectiveVector[], measure: (vector: ObjectiveVector, index: number) => number): number | undefined {
  if (vectors.length < 3) return undefined;
  let best = 0;
  const measures = vectors.map(measure);
  // A tolerance, because rounding must not decide between points that are equally far.
  for (let index = 1; index < measures.length; index++) if (measures[index]! < measures[best]! - 1e-12) best = index;
  return best;
}
