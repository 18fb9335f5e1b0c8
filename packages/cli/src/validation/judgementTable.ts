import { percent } from '../terminal/format.js';
import { table } from '../terminal/table.js';
import type { Judgement } from './judge.js';

/** Errors of every component, one row each. */
export function judgementTable(judgements: readonly Judgement[]): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  return table(
    [{ title: 'Component' }, right('Points'), right('Area: mean'), right('worst'), right('rank corr.'), right('Energy: mean'), right('worst'), { title: '' }],
    judgements.map(({ component, points, area, energy, failures }) => [
      component, String(points), percent(area.mean, 1), percent(area.worst, 1), area.rankCorrelation.toFixed(3), percent(energy.mean, 1), percent(energy.worst, 1), failures.length === 0 ? 'ok' : 'BROKEN',
    ]),
  );
}
