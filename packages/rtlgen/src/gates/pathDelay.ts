import { BitscapeError } from '@bitscape/errors';
import type { CellModel } from '../liberty/CellModel.js';
import { placedCells } from './cellIndex.js';
import type { MappedNetlist } from './MappedNetlist.js';
import { netLoads } from './netLoads.js';

export interface PathDelay {
  /** Cells on the longest path from an input or register to an output or register. */
  readonly depth: number;
  /** Delay of the slowest path, ps: cell delays with the load of the driven pins; no wires, no setup time. */
  readonly delayPs: number;
}

interface Arc {
  readonly to: number;
  readonly delayPs: number;
}

/**
 * Longest paths in cells and in time, found separately: the deepest one need not be the slowest.
 *
 * @throws {BitscapeError} `internal` for a combinational loop
 */
export function pathDelay(netlist: MappedNetlist, library: CellModel): PathDelay {
  const loads = netLoads(netlist, library);
  const arcs: Arc[][] = Array.from({ length: netlist.netCount }, () => []);
  const waiting = new Int32Array(netlist.netCount);
  const depth = new Int32Array(netlist.netCount);
  const time = new Float64Array(netlist.netCount);
  for (const placed of placedCells(netlist, library)) {
    const { pins } = placed.instance;
    if (placed.kind === 'flipFlop') {
      const q = pins[placed.cell.output];
      if (q !== undefined) time[q] = placed.cell.delayPs + placed.cell.slopePsPerFf * loads[q]!;
      continue;
    }
    for (const output of placed.cell.outputs) {
      const to = pins[output.name];
      if (to === undefined) continue;
      for (const { name } of placed.cell.inputs) {
        const from = pins[name];
        if (from === undefined) continue;
        const arc = output.arcs.find((candidate) => candidate.from === name);
        arcs[from]!.push({ to, delayPs: arc === undefined ? 0 : arc.delayPs + arc.slopePsPerFf * loads[to]! });
        waiting[to]!++;
      }
    }
  }
  const ready = Array.from(waiting.keys()).filter((net) => waiting[net] === 0);
  for (let next = 0; next < ready.length; next++) {
    const net = ready[next]!;
    for (const { to, delayPs } of arcs[net]!) {
      depth[to] = Math.max(depth[to]!, depth[net]! + 1);
      time[to] = Math.max(time[to]!, time[net]! + delayPs);
      if (--waiting[to]! === 0) ready.push(to);
    }
  }
  if (ready.length !== netlist.netCount) throw new BitscapeError('internal', `${netlist.top} has a combinational loop`);
  return { depth: depth.reduce((most, value) => Math.max(most, value), 0), delayPs: time.reduce((most, value) => Math.max(most, value), 0) };
}
