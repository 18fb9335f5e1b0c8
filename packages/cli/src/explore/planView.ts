import { getPath } from '@bitscape/design';
import type { ParsedStudy, ResolvedAxis } from '@bitscape/design';
import { matchesCondition, type StudyPlan } from '@bitscape/search';
import { counted } from '../terminal/format.js';
import { table } from '../terminal/table.js';
import type { OpenStudy } from './openStudy.js';

/** Axes with a condition that no design point of the grid fulfils; most often a misspelt value. */
export function inactiveAxes({ axes }: Pick<ParsedStudy, 'axes'>, { points }: Pick<StudyPlan, 'points'>): string[] {
  return axes.filter(({ when }) => !points.some(({ point }) => when.every(({ path, accepts }) => matchesCondition(getPath(point, path), accepts)))).map(({ name }) => name);
}

interface PlanSummary {
  readonly study: string;
  readonly points: number;
  readonly infeasible: number;
  /** Distinct numerics whose accuracy is to be measured. */
  readonly accuracies: number;
  readonly images: number;
  readonly axes: readonly { readonly name: string; readonly cases: readonly Readonly<Record<string, unknown>>[] }[];
}

/** What a study would do, for machines. */
export function planSummary({ study, workload }: OpenStudy, { points, measurements }: StudyPlan): PlanSummary {
  return {
    study: study.study.name,
    points: points.length,
    infeasible: points.filter(({ infeasible }) => infeasible !== undefined).length,
    accuracies: measurements.length,
    images: workload.images,
    axes: study.axes.map(({ name, cases }) => ({ name, cases })),
  };
}

/** What a study would do, for people. */
export function planView(opened: OpenStudy, plan: StudyPlan): string {
  const { study, points, infeasible, accuracies, images } = planSummary(opened, plan);
  const axes = table(
    [{ title: 'Axis' }, { title: 'Values', align: 'right' }, { title: '' }, { title: 'Where' }],
    opened.study.axes.map((axis) => [axis.name, String(axis.cases.length), valuesText(axis), conditionText(axis)]),
  );
  const outside = plan.points.find((point) => point.infeasible !== undefined);
  return [
    `${study}: ${counted(points, 'design point')}, ${infeasible} of them infeasible; ${counted(accuracies, 'accuracy', 'accuracies')} to measure on ${counted(images, 'image')}`,
    ...(outside === undefined ? [] : [`infeasible is for example ${outside.label}: ${outside.infeasible}`]),
    '',
    axes,
    '',
    'Nothing was evaluated or written.',
  ].join('\n');
}

const MOST_CHARACTERS = 60;

function valuesText({ cases }: ResolvedAxis): string {
  const text = cases.map((one) => Object.values(one).join('/')).join(', ');
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`;
}

function conditionText({ when }: ResolvedAxis): string {
  return when.map(({ path, accepts }) => `${path} is ${accepts.join(' or ')}`).join(', ');
}
