import type { CellLibrary, CellName } from '../models/HardwareModels.js';

/** Inputs of a cell that toggling nets charge. */
const INPUTS: Readonly<Record<CellName, number>> = { INV: 1, NAND2: 2, NOR2: 2, AND2: 2, XOR2: 2, MUX2: 3, HA: 2, FA: 3, DLH: 1, DFF: 1, DFFR: 1 };

/** Energy, fJ, when every output and every input of a cell toggles once: internal energy and half of C V² a pin. */
export function toggleEnergyFj(name: CellName, { cells, supplyV }: CellLibrary): number {
  const { outputEnergyFj, inputCapacitanceFf } = cells[name];
  return outputEnergyFj.value + (INPUTS[name] * inputCapacitanceFf.value * supplyV ** 2) / 2;
}
