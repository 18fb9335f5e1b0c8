import { toMinimisation, type Direction, type ObjectiveVector } from './Direction.js';

/**
 * Pareto dominance: `a` is at least as good as `b` everywhere and better somewhere. Equal vectors do not dominate
 * each other. O(m).
 *
 * @throws BitscapeError `usage` on lengths that differ and on values that are not finite.
 */
export function dominates(a: ObjectiveVector, b: ObjectiveVector, directions: readonly Direction[]): boolean {
  return dominatesMinimised(toMinimisation(a, directions), toMinimisation(b, directions));
}

/** {@link dominates} for vectors that are minimised in every objective and known to be finite. */
export function dominatesMinimised(a: ObjectiveVector, b: ObjectiveVector): boolean {
  let better = false;
  for (let objective = 0; objective < a.length; objective++) {
    if (a[objective]! > b[objective]!) return false;
    if (a[objective]! < b[objective]!) better = true;
  }
  return better;
}
