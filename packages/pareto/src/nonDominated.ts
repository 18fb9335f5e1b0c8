import { toMinimisation, type Direction, type ObjectiveVector } from './Direction.js';
import { dominatesMinimised } from './dominates.js';

/**
 * Indices, ascending, of the points that no other point dominates.
 *
 * Equal vectors are all kept: they do not dominate each other, and two designs of the same cost are both answers.
 * O(n log n) for up to two objectives, O(n · front) above.
 *
 * @throws BitscapeError `usage` on lengths that differ and on values that are not finite.
 */
export function nonDominated(points: readonly ObjectiveVector[], directions: readonly Direction[]): number[] {
  const vectors = points.map((point) => toMinimisation(point, directions));
  // In lexicographic order a point can only be dominated by an earlier one, and then by an earlier member of the front.
  const order = vectors.map((_, index) => index).sort((a, b) => compareLexicographic(vectors[a]!, vectors[b]!));
  const kept = directions.length <= 2 ? staircase(vectors, order) : filterByFront(vectors, order);
  return kept.sort((a, b) => a - b);
}

/** Order by the first objective, then the second, and so on. */
export function compareLexicographic(a: ObjectiveVector, b: ObjectiveVector): number {
  for (let objective = 0; objective < a.length; objective++) {
    if (a[objective]! !== b[objective]!) return a[objective]! - b[objective]!;
  }
  return 0;
}

/** One or two objectives: a point survives when it lowers the last objective, or equals the point that did. */
function staircase(vectors: readonly ObjectiveVector[], order: readonly number[]): number[] {
  const kept: number[] = [];
  let last: ObjectiveVector | undefined;
  for (const index of order) {
    const vector = vectors[index]!;
    const lowers = last === undefined || (vector.length === 2 && vector[1]! < last[1]!);
    if (!lowers && compareLexicographic(vector, last!) !== 0) continue;
    kept.push(index);
    last = vector;
  }
  return kept;
}

function filterByFront(vectors: readonly ObjectiveVector[], order: readonly number[]): number[] {
  const kept: number[] = [];
  for (const index of order) {
    if (!kept.some((other) => dominatesMinimised(vectors[other]!, vectors[index]!))) kept.push(index);
  }
  return kept;
}
