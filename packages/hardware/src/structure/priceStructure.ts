import type { CellLibrary, CellName, AreaCoefficients } from '../models/HardwareModels.js';
import type { Structure } from './Structure.js';

/** A structure in units, at the node of its cell library. */
export interface PricedStructure {
  readonly name: string;
  readonly areaUm2: number;
  /** Energy of one operation: output toggles of all logic, and one write of all flip-flops, pJ. */
  readonly energyPj: number;
  readonly leakageNw: number;
  readonly sources: readonly string[];
}

/**
 * Area = counted cells x area coefficient; energy = counted cells x toggles x internal energy (flip-flops: two clock edges and
 * the toggles of the stored bit); leakage follows the area.
 */
export function priceStructure(structure: Structure, library: CellLibrary, coefficients: AreaCoefficients): PricedStructure {
  const coefficient = structure.areaCoefficient === undefined ? 1 : coefficients[structure.areaCoefficient].value;
  const { logicTogglesPerOperation: logic, registerTogglesPerWrite: register } = library.activity;
  const sources: string[] = [];
  let areaUm2 = 0;
  let energyFj = 0;
  let leakageNw = 0;
  for (const [name, count] of Object.entries(structure.cells) as [CellName, number][]) {
    if (count === 0) continue;
    const cell = library.cells[name];
    areaUm2 += count * cell.areaUm2.value * coefficient;
    leakageNw += count * cell.leakageNw.value * coefficient;
    energyFj +=
      cell.clockEdgeEnergyFj === undefined
        ? count * logic.value * cell.outputEnergyFj.value
        : count * (2 * cell.clockEdgeEnergyFj.value + register.value * cell.outputEnergyFj.value);
    sources.push(`cells/${library.name}.json#/cells/${name}`);
  }
  sources.push(`cells/${library.name}.json#/activity`);
  if (structure.areaCoefficient !== undefined) sources.push(`calibrations/mac-area.json#/coefficients/${structure.areaCoefficient}`);
  return { name: structure.name, areaUm2, energyPj: energyFj / 1000, leakageNw, sources };
}
