import type { CellModel } from '../liberty/CellModel.js';
import { placedCells } from './cellIndex.js';
import type { MappedNetlist } from './MappedNetlist.js';

/** Capacitance of the pins that each net drives, fF; wires are not in it. */
export function netLoads(netlist: MappedNetlist, library: CellModel): Float64Array {
  const loads = new Float64Array(netlist.netCount);
  for (const placed of placedCells(netlist, library)) {
    const { pins } = placed.instance;
    const inputs = placed.kind === 'gate' ? placed.cell.inputs : [placed.cell.clock, placed.cell.data, ...(placed.cell.reset === undefined ? [] : [placed.cell.reset])];
    for (const { name, capacitanceFf } of inputs) {
      const net = pins[name];
      if (net !== undefined) loads[net]! += capacitanceFf;
    }
  }
  return loads;
}
