import type { ObjectiveName } from '@bitscape/design';
import type { Constraints } from '../constraints.js';

/** What a comparison looks at, the gravest first. */
export const COMPARE_CHECKS = {
  hypervolume: 'the hypervolume, up to the reference of the baseline, has shrunk',
  covered: 'a point of the baseline is not matched by any point of the new frontier',
  moved: 'a point on both frontiers has become worse in an objective',
  best: 'the best value of an objective under saved constraints has become worse',
  left: 'a point has left the frontier',
  entered: 'a point has entered the frontier',
  identical: 'the files differ in anything',
} as const;
export type CompareCheck = keyof typeof COMPARE_CHECKS;

/** Whether a finding is looked for, told, or makes the comparison fail. */
export const CHECK_LEVELS = ['off', 'warn', 'error'] as const;
export type CheckLevel = (typeof CHECK_LEVELS)[number];

/** How much worse is not worse: in the unit of the objective, or as a share of the baseline's value. */
export type Tolerance = { readonly absolute: number } | { readonly relative: number };

/** The best value of an objective among the points that keep the constraints. */
export interface CompareGoal {
  readonly objective: ObjectiveName;
  readonly constraints: Constraints;
}

export interface CompareRules {
  /** Zero where nothing is said. */
  readonly tolerances: Readonly<Partial<Record<ObjectiveName | 'hypervolume', Tolerance>>>;
  readonly levels: Readonly<Record<CompareCheck, CheckLevel>>;
  /** The best of every objective without constraints where nothing is said. */
  readonly goals?: readonly CompareGoal[] | undefined;
}

export const DEFAULT_LEVELS: CompareRules['levels'] = { hypervolume: 'error', covered: 'error', moved: 'error', best: 'error', left: 'warn', entered: 'off', identical: 'off' };

/** What a tolerance allows around a value of the baseline, in its unit. */
export function allowance(tolerance: Tolerance | undefined, value: number): number {
  if (tolerance === undefined) return 0;
  return 'absolute' in tolerance ? tolerance.absolute : tolerance.relative * Math.abs(value);
}
