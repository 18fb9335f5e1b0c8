import type { AreaCalibration, AreaCoefficients, CellLibrary, CellName } from '../models/HardwareModels.js';
import type { Structure } from '../structure/Structure.js';
import { leastSquares } from './leastSquares.js';
import { intPointStructures, lnsPointStructures, tablePointStructures } from './pointStructures.js';

/** A measured area beside the modelled one. */
export interface AreaComparison {
  readonly name: string;
  readonly group: 'intMac' | 'lnsMac' | 'table';
  readonly fitted: boolean;
  readonly measuredUm2: number;
  readonly modelledUm2: number;
}

/**
 * Fits the area coefficients to the points marked `fitted`, minimising relative errors: the table factor on stand-alone tables,
 * then adder and multiplier together on whole MACs. Registers, shifters and gates are taken as counted.
 */
export function fitMacArea({ points }: Pick<AreaCalibration, 'points'>, library: CellLibrary): AreaCoefficients<number> {
  const tables = points.table.filter(({ fitted }) => fitted);
  const [table] = leastSquares(
    tables.map((point) => [areaOf(tablePointStructures(point), 'table', library) / point.areaUm2]),
    tables.map(() => 1),
  );
  const macs = [
    ...points.intMac.filter(({ fitted }) => fitted).map((point) => ({ point, structures: intPointStructures(point) })),
    ...points.lnsMac.filter(({ fitted }) => fitted).map((point) => ({ point, structures: lnsPointStructures(point) })),
  ];
  const [adder, multiplier] = leastSquares(
    macs.map(({ point, structures }) => [areaOf(structures, 'adder', library) / point.areaUm2, areaOf(structures, 'multiplier', library) / point.areaUm2]),
    macs.map(({ point, structures }) => 1 - (areaOf(structures, undefined, library) + table! * areaOf(structures, 'table', library)) / point.areaUm2),
  );
  return { adder: adder!, multiplier: multiplier!, table: table! };
}

/** Every calibration point beside what the model says with `coefficients`. */
export function compareMacArea({ points }: Pick<AreaCalibration, 'points'>, library: CellLibrary, coefficients: AreaCoefficients<number>): AreaComparison[] {
  const modelled = (structures: readonly Structure[]) =>
    areaOf(structures, undefined, library) +
    (Object.keys(coefficients) as (keyof AreaCoefficients)[]).reduce((sum, key) => sum + coefficients[key] * areaOf(structures, key, library), 0);
  const row = (group: AreaComparison['group'], point: { name: string; fitted: boolean; areaUm2: number }, structures: Structure[]): AreaComparison => ({
    name: point.name,
    group,
    fitted: point.fitted,
    measuredUm2: point.areaUm2,
    modelledUm2: modelled(structures),
  });
  return [
    ...points.intMac.map((point) => row('intMac', point, intPointStructures(point))),
    ...points.lnsMac.map((point) => row('lnsMac', point, lnsPointStructures(point))),
    ...points.table.map((point) => row('table', point, tablePointStructures(point))),
  ];
}

/** Counted area, um2, of the structures with a given coefficient (or without one). */
function areaOf(structures: readonly Structure[], coefficient: keyof AreaCoefficients | undefined, { cells }: CellLibrary): number {
  let area = 0;
  for (const structure of structures) {
    if (structure.areaCoefficient !== coefficient) continue;
    for (const [cell, count] of Object.entries(structure.cells) as [CellName, number][]) area += count * cells[cell].areaUm2.value;
  }
  return area;
}
