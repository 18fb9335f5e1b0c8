import { OBJECTIVES, type FrontierFile, type FrontierPoint } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { kneeByExtremes } from '@bitscape/pareto';

/**
 * A point of the frontier by id, by a prefix of its id, or by `knee`.
 *
 * @throws BitscapeError `usage` when nothing or several points fit
 */
export function choosePoint(frontier: FrontierFile, which: string): FrontierPoint {
  if (which === 'knee') return kneeOf(frontier);
  const exact = frontier.points.find(({ id }) => id === which);
  if (exact !== undefined) return exact;
  const fitting = frontier.points.filter(({ id }) => id.startsWith(which));
  if (fitting.length === 1) return fitting[0]!;
  const all = frontier.points.map(({ id, label }) => `${id}  ${label}`).join('\n  ');
  throw new BitscapeError('usage', fitting.length === 0 ? `no point of the frontier has the id "${which}"` : `"${which}" fits ${fitting.length} points`, {
    hint: `Choose one of\n  ${all}\n  or "knee".`,
  });
}

function kneeOf(frontier: FrontierFile): FrontierPoint {
  const names = frontier.objectives.map(({ name }) => name);
  const vectors = frontier.points.map(({ objectives }) => names.map((name) => objectives[name] ?? NaN));
  const knee = kneeByExtremes(vectors, names.map((name) => OBJECTIVES[name].direction));
  return frontier.points[knee ?? 0]!;
}
