import type { LibertyGroup } from './LibertyGroup.js';

/** Mean of all entries of the tables of `kinds` in a group (`rise_power`, `cell_fall`, …), or undefined without any. */
export function meanOfTables(group: LibertyGroup, kinds: readonly string[]): number | undefined {
  const numbers = group.groups.filter(({ kind }) => kinds.includes(kind)).flatMap((table) => rowsOf(table).flat());
  return numbers.length === 0 ? undefined : numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

/** A delay table as a straight line over the load: its middle input transition, first and last load. */
export function loadLine(tables: readonly LibertyGroup[], library: LibertyGroup): { readonly base: number; readonly slope: number } {
  const lines = tables.map((table) => {
    const rows = rowsOf(table);
    if (rows.flat().length < 2) return { base: rows[0]?.[0] ?? 0, slope: 0 };
    const template = library.groups.find(({ kind, arguments: [name] }) => kind === 'lu_table_template' && name === table.arguments[0]);
    const variables = [1, 2].map((index) => template?.attributes.get(`variable_${index}`)?.values[0] ?? '');
    const loadAxis = variables[0]!.includes('capacitance') ? 1 : 2;
    const loads = numbersOf((table.attributes.get(`index_${loadAxis}`) ?? template?.attributes.get(`index_${loadAxis}`))?.values ?? []);
    const points = loadAxis === 2 ? rows[Math.floor(rows.length / 2)]! : rows.length > 1 ? rows.map((row) => row[Math.floor(row.length / 2)]!) : rows[0]!;
    const [first, last] = [loads[0] ?? 0, loads.at(-1) ?? 0];
    if (loads.length < 2 || first === last || points.length < 2) return { base: points[0] ?? 0, slope: 0 };
    const slope = (points.at(-1)! - points[0]!) / (last - first);
    return { base: points[0]! - slope * first, slope };
  });
  const mean = (key: 'base' | 'slope'): number => (lines.length === 0 ? 0 : lines.reduce((sum, line) => sum + line[key], 0) / lines.length);
  return { base: mean('base'), slope: mean('slope') };
}

function rowsOf(table: LibertyGroup): number[][] {
  return (table.attributes.get('values')?.values ?? []).map((row) => numbersOf([row]));
}

function numbersOf(texts: readonly string[]): number[] {
  return texts.flatMap((text) => text.split(/[\s,]+/).filter((part) => part !== '').map(Number)).filter((value) => Number.isFinite(value));
}
