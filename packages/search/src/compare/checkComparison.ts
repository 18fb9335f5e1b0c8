import { BitscapeError } from '@bitscape/errors';
import { boundText, quantity } from '../constraints.js';
import { allowance, COMPARE_CHECKS, type CompareCheck, type CompareGoal, type CompareRules } from './compareChecks.js';
import type { CheckResult, FrontierComparison, GoalChange, PointName } from './FrontierComparison.js';

type Finding = Pick<CheckResult, 'message' | 'points'>;
type Compared = Omit<FrontierComparison, 'verdict' | 'checks'>;

/**
 * Judges a comparison: which checks failed, and how grave that is.
 *
 * @throws BitscapeError `usage` for a tolerance that is negative or no number.
 */
export function checkComparison(compared: Compared, rules: CompareRules, identical: boolean): Pick<FrontierComparison, 'verdict' | 'checks'> {
  for (const [name, tolerance] of Object.entries(rules.tolerances)) {
    const [amount] = Object.values(tolerance) as [number];
    if (!(amount >= 0 && Number.isFinite(amount))) throw new BitscapeError('usage', `the tolerance of ${name} must be a number of at least 0, not ${amount}`);
  }
  const checks = (Object.keys(COMPARE_CHECKS) as CompareCheck[])
    .filter((check) => rules.levels[check] !== 'off')
    .map((check): CheckResult => {
      const finding = FINDINGS[check](compared, rules, identical);
      return { check, level: rules.levels[check], passed: finding === undefined, message: finding?.message ?? '', points: finding?.points ?? [] };
    });
  const gravity = ({ passed, level }: CheckResult): number => (passed ? 2 : level === 'error' ? 0 : 1);
  const sorted = [...checks].sort((a, b) => gravity(a) - gravity(b));
  const worst = sorted[0] === undefined ? 2 : gravity(sorted[0]);
  return { verdict: worst === 0 ? 'error' : worst === 1 ? 'warn' : 'ok', checks: sorted };
}

const FINDINGS: Record<CompareCheck, (compared: Compared, rules: CompareRules, identical: boolean) => Finding | undefined> = {
  hypervolume: ({ hypervolume: { base, next, delta } }, { tolerances }) => {
    if (-delta <= allowance(tolerances.hypervolume, base)) return undefined;
    const share = base === 0 ? '' : ` (${((100 * delta) / base).toPrecision(3)} %)`;
    return { message: `the hypervolume is ${next.toPrecision(6)}, was ${base.toPrecision(6)}${share}`, points: [] };
  },
  covered: ({ uncovered }) => found(uncovered, 'of the baseline not matched by any new point'),
  moved: ({ moved }) => found(moved.filter(({ changes }) => changes.some(({ worse }) => worse)), 'worse than in the baseline'),
  best: ({ goals }) => {
    const worse = goals.filter((goal) => goal.worse);
    if (worse.length === 0) return undefined;
    return { message: worse.map(goalText).join('; '), points: worse.flatMap(({ base }) => (base === null ? [] : [{ id: base.id, label: base.label }])) };
  },
  left: ({ left }) => found(left, 'on the frontier no more'),
  entered: ({ entered }) => found(entered, 'new on the frontier'),
  identical: ({ entered, left, moved }, _, identical) => (identical ? undefined : { message: 'the files differ', points: [...entered, ...left, ...moved].map(named) }),
};

function found(points: readonly PointName[], what: string): Finding | undefined {
  return points.length === 0 ? undefined : { message: `${points.length} ${points.length === 1 ? 'point' : 'points'} ${what}`, points: points.map(named) };
}

function named({ id, label }: PointName): PointName {
  return { id, label };
}

/** `best energy where accuracy ≥ 0.9`. */
export function goalName({ objective, constraints }: CompareGoal): string {
  const bounds = Object.entries(constraints).flatMap(([name, limits]) =>
    (['min', 'max'] as const).flatMap((bound) => (limits[bound] === undefined ? [] : [boundText(name as CompareGoal['objective'], bound, limits[bound])])),
  );
  return `best ${objective}${bounds.length === 0 ? '' : ` where ${bounds.join(', ')}`}`;
}

function goalText({ goal, base, next }: GoalChange): string {
  const value = (at: GoalChange['base']): string => (at === null ? 'no point' : quantity(goal.objective, at.value));
  return `${goalName(goal)} is ${value(next)}, was ${value(base)}`;
}
