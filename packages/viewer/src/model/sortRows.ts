import type { ObjectiveName } from '@bitscape/design';
import type { Dataset } from './Dataset.js';
import type { ViewState } from './ViewState.js';

/** Rows in the order of the table: by label or by one objective, missing and non-finite values last either way, ties in the order of the file. */
export function sortRows(data: Dataset, rows: Uint32Array, sort: ViewState['sort']): Uint32Array {
  const sign = sort.descending ? -1 : 1;
  if (sort.column === 'label') {
    const collator = new Intl.Collator('en', { numeric: true });
    const labels = new Map(Array.from(rows, (row) => [row, data.label(row)]));
    return rows.slice().sort((a, b) => sign * collator.compare(labels.get(a)!, labels.get(b)!) || a - b);
  }
  if (data.measured.every(({ name }) => name !== sort.column)) return rows;
  const values = data.values(sort.column as ObjectiveName);
  return rows.slice().sort((a, b) => {
    const [left, right] = [values[a]!, values[b]!];
    const [known, other] = [Number.isFinite(left), Number.isFinite(right)];
    if (!known || !other) return Number(other) - Number(known) || a - b;
    return sign * (left - right) || a - b;
  });
}
