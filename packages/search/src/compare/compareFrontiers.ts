import { BitscapeError } from '@bitscape/errors';
import { OBJECTIVES, writeFrontier, type FrontierFile, type FrontierPoint, type ObjectiveName } from '@bitscape/design';
import { hypervolume } from '@bitscape/pareto';
import { objectiveVector } from '../assembleTrial.js';
import { quantity, violations } from '../constraints.js';
import { checkComparison } from './checkComparison.js';
import { allowance, type CompareGoal, type CompareRules } from './compareChecks.js';
import type { Change, FrontierComparison, GoalChange, LeftPoint, MovedPoint } from './FrontierComparison.js';
import { headerNotes } from './headerNotes.js';

/**
 * What is different between two frontiers, and whether that is a regression under the rules. Points are the same when their ids
 * are, that is, when their whole design point is. Hypervolumes are both taken up to the reference of the baseline.
 *
 * @throws BitscapeError `invalid-frontier` when the two have different objectives: nothing can be compared then.
 */
export function compareFrontiers(base: FrontierFile, next: FrontierFile, rules: CompareRules): FrontierComparison {
  const names = base.objectives.map(({ name }) => name);
  refuseOtherObjectives(names, next);
  const directions = names.map((name) => OBJECTIVES[name].direction);
  const reference = base.objectives.map((objective) => objective.reference);
  const volumeOf = ({ points }: FrontierFile): number => hypervolume(points.map((point) => objectiveVector(point, names)), reference, directions);
  const before = new Map(base.points.map((point) => [point.id, point]));
  const after = new Map(next.points.map((point) => [point.id, point]));
  const shared = base.points.filter(({ id }) => after.has(id));
  const moved = shared.flatMap((point): MovedPoint[] => {
    const changes = names.map((name) => changeOf(name, point, after.get(point.id)!, rules)).filter(({ from, to }) => from !== to);
    return changes.length === 0 ? [] : [{ id: point.id, label: point.label, changes }];
  });
  const coveredBy = (point: FrontierPoint): string | null => next.points.find((other) => names.every((name) => !changeOf(name, point, other, rules).worse))?.id ?? null;
  const left = base.points.filter(({ id }) => !after.has(id)).map((point): LeftPoint => ({ id: point.id, label: point.label, coveredBy: coveredBy(point) }));
  const volumes = { base: volumeOf(base), next: volumeOf(next) };
  const goals = rules.goals ?? names.map((objective): CompareGoal => ({ objective, constraints: {} }));
  const comparison = {
    hypervolume: { ...volumes, delta: volumes.next - volumes.base, reference },
    entered: next.points.filter(({ id }) => !before.has(id)).map(({ id, label }) => ({ id, label })),
    left,
    moved,
    unchanged: shared.length - moved.length,
    uncovered: [...left.filter((point) => point.coveredBy === null), ...shared.filter((point) => coveredBy(point) === null)].map(({ id, label }) => ({ id, label })),
    goals: goals.map((goal) => goalChange(goal, base, next, rules)),
    notes: headerNotes(base, next),
  };
  return { ...checkComparison(comparison, rules, writeFrontier(base) === writeFrontier(next)), ...comparison };
}

function changeOf(objective: ObjectiveName, base: FrontierPoint, next: FrontierPoint, { tolerances }: CompareRules): Change {
  const from = base.objectives[objective]!;
  const to = next.objectives[objective]!;
  return { objective, from, to, worse: worsening(objective, from, to) > allowance(tolerances[objective], from) };
}

/** How much worse the second value is, in the unit of the objective; negative when better. */
function worsening(objective: ObjectiveName, from: number, to: number): number {
  return OBJECTIVES[objective].direction === 'min' ? to - from : from - to;
}

function goalChange(goal: CompareGoal, base: FrontierFile, next: FrontierFile, { tolerances }: CompareRules): GoalChange {
  const [before, after] = [bestOf(goal, base), bestOf(goal, next)];
  const worse = before !== null && (after === null || worsening(goal.objective, before.value, after.value) > allowance(tolerances[goal.objective], before.value));
  return { goal, base: before, next: after, worse };
}

function bestOf({ objective, constraints }: CompareGoal, { points }: FrontierFile): GoalChange['base'] {
  let best: GoalChange['base'] = null;
  for (const { id, label, objectives } of points) {
    const value = objectives[objective];
    if (value === undefined) throw new BitscapeError('usage', `the point ${id} has no ${objective}, which a saved constraint asks for`);
    if (violations(objectives, constraints).length > 0) continue;
    if (best === null || worsening(objective, best.value, value) < 0) best = { id, label, value };
  }
  return best;
}

function refuseOtherObjectives(names: readonly ObjectiveName[], next: FrontierFile): void {
  const others = next.objectives.map(({ name }) => name);
  if ([...names].sort().join() === [...others].sort().join()) return;
  throw new BitscapeError('invalid-frontier', `the baseline has the objectives ${names.join(', ')}, the new frontier ${others.join(', ')}: they cannot be compared`, {
    hint: 'Accept the new frontier as the baseline if its objectives were changed on purpose.',
  });
}

/** `energy 1.2 µJ → 1.3 µJ`. */
export function changeText({ objective, from, to }: Change): string {
  return `${objective} ${quantity(objective, from)} → ${quantity(objective, to)}`;
}
