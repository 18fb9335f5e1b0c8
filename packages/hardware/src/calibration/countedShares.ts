import type { CellLibrary, CellName, CoefficientKey } from '../models/HardwareModels.js';
import { toggleEnergyFj } from '../structure/toggleEnergy.js';
import type { Structure } from '../structure/Structure.js';
import type { CountedShare } from './CalibrationPoint.js';

/** Counted area and toggle energy of the structures that have a coefficient, by it; registers have none. */
export function countedShares(structures: readonly Structure[], library: CellLibrary): Partial<Record<CoefficientKey, CountedShare>> {
  const shares: Partial<Record<CoefficientKey, CountedShare>> = {};
  for (const { cells, coefficient, rate = 1 } of structures) {
    if (coefficient === undefined) continue;
    let areaUm2 = 0;
    let energyFj = 0;
    for (const [name, count] of Object.entries(cells) as [CellName, number][]) {
      areaUm2 += count * library.cells[name].areaUm2.value;
      energyFj += count * rate * toggleEnergyFj(name, library);
    }
    const { areaUm2: area = 0, energyFj: energy = 0 } = shares[coefficient] ?? {};
    shares[coefficient] = { areaUm2: area + areaUm2, energyFj: energy + energyFj };
  }
  return shares;
}
