import type { CellModel } from '../liberty/CellModel.js';
import { placedCells } from './cellIndex.js';
import type { MappedNetlist } from './MappedNetlist.js';

export interface GateArea {
  /** Cell area, um2: no wires, no clock tree, no placement. */
  readonly areaUm2: number;
  /** The same in two-input NANDs of the library. */
  readonly gateEquivalents: number;
  readonly leakageNw: number;
}

/** Sums of area and leakage over the cells of a netlist. */
export function areaOf(netlist: MappedNetlist, library: CellModel): GateArea {
  let areaUm2 = 0;
  let leakageNw = 0;
  for (const { cell } of placedCells(netlist, library)) {
    areaUm2 += cell.areaUm2;
    leakageNw += cell.leakageNw;
  }
  return { areaUm2, gateEquivalents: areaUm2 / library.gateEquivalentUm2, leakageNw };
}
