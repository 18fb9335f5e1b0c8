import { BitscapeError } from '@bitscape/errors';
import type { ObjectiveName, Study } from '@bitscape/design';
import { DEFAULT_LEVELS, type CompareGoal, type CompareRules, type Tolerance } from './compareChecks.js';

type Settings = NonNullable<Study['compare']>;

/**
 * The rules of a study's `compare` section.
 *
 * @param overrides take the place of single tolerances and levels
 * @throws BitscapeError `usage` for a tolerance that cannot be read.
 */
export function rulesOfStudy(settings: Settings = {}, overrides: Partial<Pick<CompareRules, 'tolerances' | 'levels'>> = {}): CompareRules {
  const tolerances = Object.entries(settings.tolerances ?? {}).map(([name, text]) => [name, parseTolerance(String(text))] as const);
  const goals = settings.goals?.map(({ best, where = {} }): CompareGoal => ({ objective: best as ObjectiveName, constraints: where }));
  return {
    tolerances: { ...Object.fromEntries(tolerances), ...overrides.tolerances },
    levels: { ...DEFAULT_LEVELS, ...(settings.levels), ...overrides.levels },
    goals,
  };
}

/**
 * `0.002` (in the unit of the objective) or `1 %` (of the baseline's value).
 *
 * @throws BitscapeError `usage`.
 */
export function parseTolerance(text: string): Tolerance {
  const match = /^\s*(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)\s*(%?)\s*$/.exec(text);
  const amount = Number(match?.[1]);
  if (match === null || !Number.isFinite(amount)) throw new BitscapeError('usage', `'${text}' is not a tolerance`, { hint: 'Write a number of at least 0, or a share such as "1 %".' });
  return match[2] === '%' ? { relative: amount / 100 } : { absolute: amount };
}
