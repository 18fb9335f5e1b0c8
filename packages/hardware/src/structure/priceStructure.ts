import type { AreaCoefficients, CellLibrary, CellName, Technology } from '../models/HardwareModels.js';
import type { Structure } from './Structure.js';

/** A structure in units. */
export interface PricedStructure {
  readonly name: string;
  readonly areaUm2: number;
  /** Energy of one operation: output toggles of all logic, and one write of all flip-flops, pJ. */
  readonly energyPj: number;
  readonly leakageNw: number;
  readonly sources: readonly string[];
}

/** What turns counted cells into units. */
export interface Pricing {
  readonly library: CellLibrary;
  readonly coefficients: AreaCoefficients;
  /** Factors from the node of the library. */
  readonly technology: Technology;
}

/**
 * Area = counted cells x area coefficient; energy = counted cells x toggles x internal energy (flip-flops: two clock edges and
 * the toggles of the stored bit); leakage follows the area. All times the factors of
 * the process.
 */
export function priceStructure(structure: Structure, { library, coefficients, technology }: Pricing): PricedStructure {
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
  sources.push(`technologies/${technology.name}.json`);
  return {
    name: structure.name,
    areaUm2: areaUm2 * technology.areaFactor.value,
    energyPj: (energyFj / 1000) * technology.energyFactor.value,
    leakageNw: leakageNw * technology.leakageFactor.value,
    sources,
  };
}
