import type { FrontierPoint, ObjectiveName } from '@bitscape/design';
import type { ViewState } from './ViewState.js';

/** Points in the order of the table: by label or by one objective, missing and non-finite values last either way, ties by id. */
export function sortPoints(points: readonly FrontierPoint[], sort: ViewState['sort']): FrontierPoint[] {
  const sign = sort.descending ? -1 : 1;
  const byId = (a: FrontierPoint, b: FrontierPoint): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  if (sort.column === 'label') {
    return [...points].sort((a, b) => sign * a.label.localeCompare(b.label, 'en', { numeric: true }) || byId(a, b));
  }
  const valueOf = (point: FrontierPoint): number | undefined => {
    const value = point.objectives[sort.column as ObjectiveName];
    return value !== undefined && Number.isFinite(value) ? value : undefined;
  };
  return [...points].sort((a, b) => {
    const left = valueOf(a);
    const right = valueOf(b);
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined) || byId(a, b);
    return sign * (left - right) || byId(a, b);
  });
}
