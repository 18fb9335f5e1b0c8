import type { FrontierFile } from '@bitscape/design';
import { nonDominated } from '@bitscape/pareto';

/** Checking every pair of more points than this would take seconds; the file's word counts then. */
const CHECKED = 5000;

/**
 * One flag a point: whether no other point of the file beats it in all objectives of the study (at least as good in each, better in one).
 * A point without a finite value for every objective cannot be compared and stays a member. Files with more than 5,000 points are believed.
 */
export function frontierMembers({ points, objectives }: FrontierFile): Uint8Array {
  const members = new Uint8Array(points.length).fill(1);
  if (points.length > CHECKED) return members;
  const rows = points.map((point, row) => ({ row, values: objectives.map(({ name }) => point.objectives[name] ?? NaN) })).filter(({ values }) => values.every(Number.isFinite));
  for (const { row } of rows) members[row] = 0;
  for (const index of nonDominated(rows.map(({ values }) => values), objectives.map(({ direction }) => direction))) members[rows[index]!.row] = 1;
  return members;
}
