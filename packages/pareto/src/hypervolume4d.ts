import type { ObjectiveVector } from './Direction.js';
import { ascending, ranksOf } from './hypervolumeSweep.js';
import { Staircase } from './Staircase.js';

/**
 * Volume between points (first four values, minimised, strictly negative) and the origin: one sweep of at most n steps a
 * point, O(n²) steps of O(log n / log 32) each.
 *
 * Sweep along the fourth objective; the three-dimensional cross-section grows by what each point adds to the front of
 * those before it (Guerreiro, Fonseca, "Computing and updating hypervolume contributions in up to four dimensions", 2018).
 * That addition is swept along the third objective in turn: box of the point minus the staircase of the others clipped to it.
 */
export function hypervolume4d(points: readonly ObjectiveVector[]): number {
  const { distinct, rankOf } = ranksOf(points.map((point) => point[0]!));
  const order = ascending(Float64Array.from(points, (point) => point[3]!));
  const stairs = new Staircase(distinct);
  /** Three-dimensional front so far, ascending in the third objective. */
  let front: number[] = [];
  let section = 0;
  let volume = 0;
  order.forEach((index, position) => {
    const added = addition(index);
    if (added > 0) {
      const [x, y, z] = points[index]! as readonly [number, number, number];
      front = front.filter((other) => points[other]![0]! < x || points[other]![1]! < y || points[other]![2]! < z);
      front.splice(lowerBound(front, points, z), 0, index);
      section += added;
    }
    const next = position + 1 < order.length ? points[order[position + 1]!]![3]! : 0;
    volume += section * (next - points[index]![3]!);
  });
  return volume;

  /** Volume that a point adds to the three-dimensional front. */
  function addition(index: number): number {
    const [x, y, z] = points[index]! as readonly [number, number, number];
    const rank = rankOf[index]!;
    const box = x * y;
    let from = z;
    let added = 0;
    for (const other of front) {
      const [otherX, otherY, otherZ] = points[other]! as readonly [number, number, number];
      if (otherZ > from) {
        added += (box - stairs.area) * (otherZ - from);
        from = otherZ;
      }
      // Clipped to the whole box: from here on nothing is added.
      if (otherX <= x && otherY <= y) {
        stairs.clear();
        return added;
      }
      stairs.insert(Math.max(rankOf[other]!, rank), Math.max(otherY, y));
    }
    added += (box - stairs.area) * -from;
    stairs.clear();
    return added;
  }
}

/** First position whose third objective is at least `z`. */
function lowerBound(front: readonly number[], points: readonly ObjectiveVector[], z: number): number {
  let low = 0;
  let high = front.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[front[middle]!]![2]! < z) low = middle + 1;
    else high = middle;
  }
  return low;
}
