import type { FrontierFile, FrontierPoint } from '@bitscape/design';
import { objectiveText } from '../terminal/format.js';
import { table } from '../terminal/table.js';

/** The frontier as a table, best in the first objective on top. */
export function frontierTable(frontier: FrontierFile): string {
  const { objectives } = frontier;
  const first = objectives[0]!;
  const sign = first.direction === 'max' ? -1 : 1;
  const value = (point: FrontierPoint): number => sign * (point.objectives[first.name] ?? 0);
  const points = [...frontier.points].sort((a, b) => value(a) - value(b) || (a.id < b.id ? -1 : 1));
  return table(
    [...objectives.map(({ label }) => ({ title: label, align: 'right' as const })), { title: 'Design point' }, { title: 'Id' }],
    points.map((point) => [...objectives.map(({ name }) => textOf(point, name)), point.label, point.id]),
  );
}

function textOf(point: FrontierPoint, name: keyof FrontierPoint['objectives']): string {
  const value = point.objectives[name];
  return value === undefined ? '' : objectiveText(name, value);
}
