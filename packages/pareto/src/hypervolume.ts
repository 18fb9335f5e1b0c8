import { BitscapeError } from '@bitscape/errors';
import { toMinimisation, type Direction, type ObjectiveVector } from './Direction.js';
import { hypervolumeWfg } from './hypervolumeWfg.js';

/**
 * Volume of the region that the points dominate, up to the reference point: exact, in the product of the objectives'
 * units. Points that are not strictly better than the reference in every objective contribute 0; dominated points and
 * duplicates add nothing. The reference is always explicit: an inferred one would move from run to run.
 *
 * One objective: difference. Two: staircase, O(n log n). Three: dimension sweep, O(n log n) (Fonseca, Paquete, López-Ibáñez
 * 2006). Four: sweep over three-dimensional additions, O(n²) steps (Guerreiro, Fonseca 2018). Five and more: WFG (While,
 * Bradstreet, Barone 2012) down to four, exponential in the worst case, fast for the fronts of a study.
 *
 * @throws BitscapeError `usage` on lengths that differ and on values that are not finite.
 */
export function hypervolume(points: readonly ObjectiveVector[], reference: ObjectiveVector, directions: readonly Direction[]): number {
  if (directions.length === 0) throw new BitscapeError('usage', 'a hypervolume needs at least one objective');
  const corner = toMinimisation(reference, directions);
  const inside: number[][] = [];
  for (const point of points) {
    const gains = toMinimisation(point, directions).map((value, objective) => value - corner[objective]!);
    if (gains.every((gain) => gain < 0)) inside.push(gains);
  }
  return hypervolumeWfg(inside, directions.length);
}
