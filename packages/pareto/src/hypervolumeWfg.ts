import type { ObjectiveVector } from './Direction.js';
import { dominatesMinimised } from './dominates.js';
import { hypervolume4d } from './hypervolume4d.js';
import { hypervolume2d, hypervolume3d } from './hypervolumeSweep.js';
import { compareLexicographic } from './nonDominated.js';

/**
 * Hypervolume of points that are minimised, strictly negative in every used objective, against the origin.
 * `objectives` first values of each point are used.
 *
 * The volume is the sum of what each point adds to the points after it. With the points in descending order of the last
 * objective, those after a point are better in it, so that clipping them to the point ("limit set") makes the last
 * objective constant: every level of the recursion has one objective less (While, Bradstreet, Barone, "A fast way of
 * calculating exact hypervolumes", 2012, with slicing). Limit sets are filtered to their front, or the cost explodes.
 */
export function hypervolumeWfg(points: readonly ObjectiveVector[], objectives: number): number {
  if (points.length === 0) return 0;
  if (objectives === 1) return -Math.min(...points.map((point) => point[0]!));
  if (objectives === 2) return hypervolume2d(points);
  if (objectives === 3) return hypervolume3d(points);
  if (objectives === 4) return hypervolume4d(points);
  const last = objectives - 1;
  const front = frontOf(points, objectives).sort((a, b) => b[last]! - a[last]!);
  let volume = 0;
  front.forEach((point, index) => {
    const limits = front.slice(index + 1).map((other) => clip(other, point, last));
    const box = point.slice(0, last).reduce((product, value) => product * -value, 1);
    volume += -point[last]! * (box - hypervolumeWfg(limits, last));
  });
  return volume;
}

function clip(other: ObjectiveVector, point: ObjectiveVector, objectives: number): number[] {
  const clipped: number[] = [];
  for (let objective = 0; objective < objectives; objective++) clipped.push(Math.max(other[objective]!, point[objective]!));
  return clipped;
}

/** Front without duplicates of the first `objectives` values. */
function frontOf(points: readonly ObjectiveVector[], objectives: number): number[][] {
  const sorted = points.map((point) => point.slice(0, objectives)).sort(compareLexicographic);
  const front: number[][] = [];
  for (const point of sorted) {
    if (!front.some((other) => dominatesMinimised(other, point) || compareLexicographic(other, point) === 0)) front.push(point);
  }
  return front;
}
