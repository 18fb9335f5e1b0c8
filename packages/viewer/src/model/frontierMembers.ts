import type { FrontierFile } from '@bitscape/design';
import { nonDominated } from '@bitscape/pareto';

/**
 * Ids of the points that no other point of the file beats in all objectives of the study (at least as good in each, better in one).
 * A point without a finite value for every objective cannot be compared and stays a member.
 */
export function frontierMembers(frontier: FrontierFile): Set<string> {
  const rows = frontier.points.map((point) => ({ id: point.id, values: frontier.objectives.map(({ name }) => point.objectives[name] ?? NaN) }));
  const comparable = rows.filter((row) => row.values.every(Number.isFinite));
  const kept = new Set(nonDominated(comparable.map((row) => row.values), frontier.objectives.map((objective) => objective.direction)).map((index) => comparable[index]));
  return new Set(rows.filter((row) => kept.has(row) || !comparable.includes(row)).map((row) => row.id));
}
