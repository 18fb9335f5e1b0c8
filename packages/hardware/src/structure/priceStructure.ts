import type { Calibration, CellLibrary, CellName, Technology } from '../models/HardwareModels.js';
import type { Structure } from './Structure.js';
import { toggleEnergyFj } from './toggleEnergy.js';

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
  readonly coefficients: Calibration['coefficients'];
  /** Factors from the node of the library. */
  readonly technology: Technology;
}

/**
 * Area = counted cells x area coefficient; energy = counted cells x activity x energy of a toggle, internal and of the pins driven
 * (flip-flops: two clock edges and the toggles of the stored bit); leakage follows the area. All times the factors of the process.
 */
export function priceStructure(structure: Structure, { library, coefficients, technology }: Pricing): PricedStructure {
  const coefficient = structure.coefficient === undefined ? undefined : coefficients[structure.coefficient];
  const area = coefficient?.area.value ?? 1;
  const activity = coefficient === undefined ? library.activity.logicTogglesPerOperation.value : coefficient.activity.value * (structure.rate ?? 1);
  const sources: string[] = [];
  let areaUm2 = 0;
  let energyFj = 0;
  let leakageNw = 0;
  for (const [name, count] of Object.entries(structure.cells) as [CellName, number][]) {
    if (count === 0) continue;
    const cell = library.cells[name];
    areaUm2 += count * cell.areaUm2.value * area;
    leakageNw += count * cell.leakageNw.value * area;
    energyFj += count * (name === 'DFF' || name === 'DFFR' ? writeEnergyFj(name, library) : activity * toggleEnergyFj(name, library));
    sources.push(`cells/${library.name}.json#/cells/${name}`);
  }
  sources.push(structure.coefficient === undefined ? `cells/${library.name}.json#/activity` : `calibrations/synthesis-45nm.json#/coefficients/${structure.coefficient}`);
  sources.push(`technologies/${technology.name}.json`);
  return {
    name: structure.name,
    areaUm2: areaUm2 * technology.areaFactor.value,
    energyPj: (energyFj / 1000) * technology.energyFactor.value,
    leakageNw: leakageNw * technology.leakageFactor.value,
    sources,
  };
}

/** One clocked bit: two clock edges with the clock pin, and the toggles of what is stored. */
function writeEnergyFj(name: 'DFF' | 'DFFR', library: CellLibrary): number {
  const { clockEdgeEnergyFj, clockCapacitanceFf } = library.cells[name];
  const edge = clockEdgeEnergyFj.value + (clockCapacitanceFf.value * library.supplyV ** 2) / 2;
  return 2 * edge + library.activity.registerTogglesPerWrite.value * toggleEnergyFj(name, library);
}
