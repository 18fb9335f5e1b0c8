import { BitscapeError } from '@bitscape/errors';

/** Whether less or more of an objective is better. */
export type Direction = 'min' | 'max';

/** One value per objective, in the order of the directions. */
export type ObjectiveVector = readonly number[];

/**
 * The vector with every objective turned into "less is better" (maximised ones negated).
 *
 * @throws BitscapeError `usage` when the lengths differ or a value is not finite: neither NaN nor an infinity has a
 * place in a front.
 */
export function toMinimisation(values: ObjectiveVector, directions: readonly Direction[]): number[] {
  if (values.length !== directions.length || values.length === 0) {
    throw new BitscapeError('usage', `a point has ${values.length} objectives where ${directions.length} are expected (at least 1)`);
  }
  return values.map((value, objective) => {
    if (!Number.isFinite(value)) throw new BitscapeError('usage', `objective ${objective} of a point is ${value}; only finite values can be compared`);
    return directions[objective] === 'max' ? -value : value;
  });
}
