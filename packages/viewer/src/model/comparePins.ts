import type { ObjectiveName } from '@bitscape/design';
import type { Dataset } from './Dataset.js';

/** One value of a pinned row against the first one. */
export interface PinnedValue {
  readonly value: number | undefined;
  /** Relative difference to the base, in its unit as a fraction; `undefined` for the base itself, a missing value or a base of zero. */
  readonly change: number | undefined;
  /** Whether the difference is for the better; `undefined` when there is none. */
  readonly better: boolean | undefined;
}

/** Values of an objective over the pinned rows. A fraction (a unit of none) is compared by difference, everything else by ratio. */
export function comparePins(data: Dataset, rows: readonly number[], name: ObjectiveName): PinnedValue[] {
  const { direction, unit } = data.measured.find((objective) => objective.name === name)!;
  const values = rows.map((row) => data.values(name)[row]).map((value) => (value !== undefined && Number.isFinite(value) ? value : undefined));
  const base = values[0];
  return values.map((value, index) => {
    if (index === 0 || value === undefined || base === undefined || (unit !== '' && base === 0)) return { value, change: undefined, better: undefined };
    const change = unit === '' ? value - base : value / base - 1;
    return { value, change, better: change === 0 ? undefined : change > 0 === (direction === 'max') };
  });
}

/** Parameters in which the pinned rows differ, one text a row. */
export function differingParameters(data: Dataset, rows: readonly number[]): { readonly label: string; readonly values: readonly string[] }[] {
  return data.parameters
    .filter(({ key, codes }) => key !== 'family' && rows.some((row) => codes[row] !== codes[rows[0]!]))
    .map(({ label, categories, codes }) => ({ label, values: rows.map((row) => categories[codes[row]!] ?? '–') }));
}
