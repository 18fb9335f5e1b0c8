import { toMinimisation, type Direction, type ObjectiveVector } from './Direction.js';
import { DominanceTree } from './DominanceTree.js';
import { ranksOf } from './hypervolumeSweep.js';

/**
 * Indices, ascending, of the points that no other point dominates.
 *
 * Equal vectors are all kept: they do not dominate each other, and two designs of the same cost are both answers.
 * O(n log n) for up to three objectives (Kung, Luccio, Preparata 1975); above, n searches in a tree of the front.
 *
 * @throws BitscapeError `usage` on lengths that differ and on values that are not finite.
 */
export function nonDominated(points: readonly ObjectiveVector[], directions: readonly Direction[]): number[] {
  const vectors = points.map((point) => toMinimisation(point, directions));
  // In lexicographic order a point can only be dominated by an earlier one, and then by an earlier member of the front.
  const order = vectors.map((_, index) => index).sort((a, b) => compareLexicographic(vectors[a]!, vectors[b]!));
  const select = directions.length <= 2 ? staircase : directions.length === 3 ? sweep : filterByTree;
  const kept = select(vectors, order);
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

/**
 * Three objectives: in lexicographic order a vector is dominated when an earlier, different one has at most its second and at
 * most its third value. The least third value up to a second one is kept in a Fenwick tree.
 */
function sweep(vectors: readonly ObjectiveVector[], order: readonly number[]): number[] {
  const { distinct, rankOf } = ranksOf(vectors.map((vector) => vector[1]!));
  const least = new Float64Array(distinct.length + 1).fill(Infinity);
  const kept: number[] = [];
  let last: ObjectiveVector | undefined;
  for (const index of order) {
    const vector = vectors[index]!;
    const rank = rankOf[index]! + 1;
    const equalsKept = last !== undefined && compareLexicographic(vector, last) === 0;
    let lowest = Infinity;
    if (!equalsKept) for (let at = rank; at > 0; at -= at & -at) lowest = Math.min(lowest, least[at]!);
    if (lowest <= vector[2]!) continue;
    kept.push(index);
    last = vector;
    for (let at = rank; at < least.length; at += at & -at) least[at] = Math.min(least[at]!, vector[2]!);
  }
  return kept;
}

function filterByTree(vectors: readonly ObjectiveVector[], order: readonly number[]): number[] {
  const front = new DominanceTree<undefined>(vectors[0]?.length ?? 1);
  return order.filter((index) => {
    const vector = vectors[index]!;
    const covering = front.findCovering(vector);
    if (covering === undefined) front.insert({ vector, value: undefined });
    return covering === undefined || compareLexicographic(covering.vector, vector) === 0;
  });
}
