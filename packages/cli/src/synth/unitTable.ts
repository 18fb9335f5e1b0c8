import type { UnitMeasurement } from '@bitscape/rtlgen';
import { significant } from '../terminal/format.js';
import { table } from '../terminal/table.js';

/** A synthesized unit beside what the model says about it. */
export interface UnitResult {
  readonly synthesized: UnitMeasurement;
  readonly model: { readonly areaUm2: number; readonly energyPj: number };
}

/** Area, depth, delay and energy of each unit, model and difference beside them. */
export function unitTable(results: readonly UnitResult[]): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  return table(
    [{ title: 'Unit' }, right('Area, µm²'), right('GE'), right('Model'), right(''), right('Energy, pJ'), right('Model'), right(''), right('Depth'), right('Delay, ns'), right('Leakage, µW')],
    results.map(({ synthesized: { unit, module, areaUm2, gateEquivalents, energy, depth, delayPs, leakageNw }, model }) => [
      `${unit} (${module})`,
      significant(areaUm2),
      significant(gateEquivalents),
      significant(model.areaUm2),
      difference(model.areaUm2, areaUm2),
      energy === undefined ? '-' : significant(energy.totalPj),
      significant(model.energyPj),
      energy === undefined ? '' : difference(model.energyPj, energy.totalPj),
      String(depth),
      significant(delayPs / 1000, 3),
      significant(leakageNw / 1000, 3),
    ]),
  );
}

/** Cells of each type, one row a unit. */
export function cellTable(results: readonly UnitResult[]): string {
  const names = [...new Set(results.flatMap(({ synthesized }) => Object.keys(synthesized.cells)))].sort();
  return table(
    [{ title: 'Cells' }, ...names.map((title) => ({ title, align: 'right' as const }))],
    results.map(({ synthesized: { unit, cells } }) => [unit, ...names.map((name) => String(cells[name] ?? 0))]),
  );
}

/** Model against synthesis, signed: `+4.2 %` is a model that is too large. */
function difference(model: number, synthesized: number): string {
  if (synthesized === 0) return '';
  const percent = 100 * (model / synthesized - 1);
  return `${percent >= 0 ? '+' : ''}${percent.toFixed(1)} %`;
}
