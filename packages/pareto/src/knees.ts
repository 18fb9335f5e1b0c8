import type { Direction, ObjectiveVector } from './Direction.js';
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
  return least(points, normaliseFront(points, directions, options), (vector) => (vector.reduce((sum, value) => sum + value, 0) - 1) / root);
}

/**
 * Index of the point nearest to the ideal point: least Euclidean length of the normalised objectives (0 = best of the
 * front, 1 = worst of it). Ties go to the lowest index. `undefined` with fewer than three points.
 *
 * @throws BitscapeError `usage` on lengths that differ and on values that are not finite (or not positive, where logarithmic).
 */
export function kneeByIdeal(points: readonly ObjectiveVector[], directions: readonly Direction[], options: NormaliseOptions = {}): number | undefined {
  return least(points, normaliseFront(points, directions, options), (vector) => Math.hypot(...vector));
}

function least(points: readonly ObjectiveVector[], vectors: readonly ObjectiveVector[], distance: (vector: ObjectiveVector) => number): number | undefined {
  if (points.length < 3) return undefined;
  let best = 0;
  const distances = vectors.map(distance);
  // A tolerance, because rounding must not decide between points that are equally far.
  for (let index = 1; index < distances.length; index++) if (distances[index]! < distances[best]! - 1e-12) best = index;
  return best;
}
