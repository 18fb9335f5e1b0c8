import type { Study } from '@bitscape/design';

/** How a race is run. */
export interface RaceRules {
  /** A point is stopped when another is at most this much less accurate, a fraction, and no more expensive in anything. */
  readonly epsilon: number;
  /** Probability that any point of the study is stopped wrongly. */
  readonly delta: number;
  /** Images of each round but the last, which has all. */
  readonly rungs: readonly number[];
}

const FIRST_SHARE = 1 / 32;
const SMALLEST = 64;

/** Rounds on twice as many images each, from a 32nd up to a half. */
export function raceRules(settings: NonNullable<Study['race']>, images: number, constrainedAccuracy: boolean): RaceRules {
  const rungs: number[] = [];
  for (let rung = settings.first ?? Math.max(SMALLEST, Math.ceil(images * FIRST_SHARE)); rung <= images / 2; rung *= 2) rungs.push(rung);
  // A point within epsilon of one that just meets a bound on accuracy may itself miss the bound.
  return { epsilon: constrainedAccuracy ? 0 : settings.epsilon, delta: settings.delta, rungs };
}
