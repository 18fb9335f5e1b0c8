import { columnFromArray, bool, float64, tableFromColumns, tableToIPC, utf8, type DataType } from '@uwdata/flechette';
import { OBJECTIVES, type ObjectiveName } from './Objective.js';
import type { PathValue } from './pointPaths.js';
import { withChecksum } from './pointsChecksum.js';
import type { TrialRow } from './TrialRow.js';

/** Prefixes of the column names in `*.points.bin`; a JSON axis mixes texts and numbers (`auto`, 3). */
export const POINT_COLUMNS = { objective: 'objective:', axis: 'axis:', jsonAxis: 'axis-json:' } as const;

/**
 * Bytes of a `*.points.bin`: Apache Arrow IPC file format, one row a trial, columns `id`, `label`, `status`, `reason`,
 * `objective:<name>` (float64, null where unknown) and `axis:<path>`, with a checksum of its own. Equal rows give equal bytes.
 */
export function writePoints(rows: readonly TrialRow[]): Uint8Array {
  const columns: [string, ReturnType<typeof columnFromArray>][] = [];
  const add = (name: string, values: (PathValue | null)[], type: DataType) => columns.push([name, columnFromArray(values, type)]);
  for (const name of ['id', 'label', 'status', 'reason'] as const) add(name, rows.map((row) => row[name]), utf8());
  for (const name of Object.keys(OBJECTIVES) as ObjectiveName[]) {
    add(`${POINT_COLUMNS.objective}${name}`, rows.map((row) => row.objectives[name] ?? null), float64());
  }
  const paths = [...new Set(rows.flatMap((row) => Object.keys(row.axes)))].sort();
  for (const path of paths) {
    const values = rows.map((row) => row.axes[path] ?? null);
    const kinds = new Set(values.filter((value) => value !== null).map((value) => typeof value));
    const [kind] = kinds;
    if (kinds.size === 1 && kind === 'number') add(`${POINT_COLUMNS.axis}${path}`, values, float64());
    else if (kinds.size === 1 && kind === 'boolean') add(`${POINT_COLUMNS.axis}${path}`, values, bool());
    else if (kinds.size === 1) add(`${POINT_COLUMNS.axis}${path}`, values, utf8());
    else add(`${POINT_COLUMNS.jsonAxis}${path}`, values.map((value) => (value === null ? null : JSON.stringify(value))), utf8());
  }
  return withChecksum(tableToIPC(tableFromColumns(columns), { format: 'file' })!);
}
