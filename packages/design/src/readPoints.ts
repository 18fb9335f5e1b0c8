import { BitscapeError } from '@bitscape/errors';
import { tableFromIPC, type Table } from '@uwdata/flechette';
import { OBJECTIVES, type ObjectiveName } from './Objective.js';
import type { PathValue } from './pointPaths.js';
import { verifyChecksum } from './pointsChecksum.js';
import { TRIAL_STATUSES, type TrialRow, type TrialStatus } from './TrialRow.js';
import { POINT_COLUMNS } from './writePoints.js';

/**
 * Reads a `*.points.bin`. Damage is recognised by the checksum; a file forged on purpose can still make the Arrow decoder take all
 * memory, so read only what bitscape wrote.
 *
 * @throws BitscapeError `invalid-frontier` when the bytes are not the Arrow table that `writePoints` writes.
 */
export function readPoints(bytes: Uint8Array, options: { readonly file?: string } = {}): TrialRow[] {
  try {
    return rowsOf(openTable(bytes), bytes.byteLength);
  } catch (error) {
    const reason = error instanceof BitscapeError ? error.message : 'the bytes are not an Arrow IPC file';
    throw new BitscapeError('invalid-frontier', `cannot read the points: ${reason}`, {
      where: options.file === undefined ? {} : { file: options.file },
      hint: 'Run bitscape explore again; the file is only a companion of the frontier file.',
      cause: error,
    });
  }
}

function openTable(bytes: Uint8Array): Table {
  // A copy, because the column views need buffers that start at a multiple of eight bytes.
  const copy = bytes.slice();
  verifyChecksum(copy);
  return tableFromIPC(copy);
}

function rowsOf(table: Table, byteLength: number): TrialRow[] {
  const columns = new Map<string, readonly unknown[]>();
  table.schema.fields.forEach((field, index) => {
    const column = table.getChildAt(index);
    // Every row of every text column takes at least four bytes, whatever a forged header claims.
    if (column.length > byteLength / 4) throw new BitscapeError('invalid-frontier', 'more rows are announced than the file can hold');
    columns.set(field.name, Array.from({ length: column.length }, (_, row): unknown => column.at(row)));
  });
  const text = (name: string, row: number): string => {
    const value = columns.get(name)?.[row];
    if (typeof value !== 'string') throw new BitscapeError('invalid-frontier', `row ${row} has no text in the column '${name}'`);
    return value;
  };
  const rows = columns.get('id')?.length;
  if (rows === undefined) throw new BitscapeError('invalid-frontier', "there is no column 'id'");
  return Array.from({ length: rows }, (_, row) => {
    const status = text('status', row);
    if (!isStatus(status)) throw new BitscapeError('invalid-frontier', `row ${row} has the unknown status '${status.slice(0, 40)}'`);
    return { id: text('id', row), label: text('label', row), status, reason: text('reason', row), objectives: objectivesOf(columns, row), axes: axesOf(columns, row) };
  });
}

function isStatus(text: string): text is TrialStatus {
  return (TRIAL_STATUSES as readonly string[]).includes(text);
}

function objectivesOf(columns: ReadonlyMap<string, readonly unknown[]>, row: number): TrialRow['objectives'] {
  const values = (Object.keys(OBJECTIVES) as ObjectiveName[]).flatMap((name) => {
    const value = columns.get(`${POINT_COLUMNS.objective}${name}`)?.[row] ?? null;
    if (value === null) return [];
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new BitscapeError('invalid-frontier', `row ${row} has no finite ${name}`);
    return [[name, value] as const];
  });
  return Object.fromEntries(values);
}

function axesOf(columns: ReadonlyMap<string, readonly unknown[]>, row: number): TrialRow['axes'] {
  const axes: Record<string, PathValue> = {};
  for (const [name, values] of columns) {
    const json = name.startsWith(POINT_COLUMNS.jsonAxis);
    if (!json && !name.startsWith(POINT_COLUMNS.axis)) continue;
    const stored = values[row] ?? null;
    if (stored === null) continue;
    const value: unknown = json && typeof stored === 'string' ? JSON.parse(stored) : stored;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') throw new BitscapeError('invalid-frontier', `row ${row} has no value in '${name}'`);
    Object.defineProperty(axes, name.slice((json ? POINT_COLUMNS.jsonAxis : POINT_COLUMNS.axis).length), { value, enumerable: true, writable: true, configurable: true });
  }
  return axes;
}
