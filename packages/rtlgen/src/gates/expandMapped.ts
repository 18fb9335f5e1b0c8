import type { CellModel, PinFunction } from '../liberty/CellModel.js';
import { levelize } from '../netlist/levelize.js';
import type { Netlist, NetlistCell, NetlistRegister } from '../netlist/Netlist.js';
import { placedCells } from './cellIndex.js';
import type { MappedNetlist } from './MappedNetlist.js';

const OPERATORS: Readonly<Record<string, string>> = { '&': '$_AND_', '|': '$_OR_', '^': '$_XOR_' };

/**
 * The same function in simple gates, for `NetlistSimulator`. Nets of the mapped netlist keep their numbers; what is inside a cell gets
 * numbers above them.
 */
export function expandMapped(netlist: MappedNetlist, library: CellModel): Netlist {
  let netCount = netlist.netCount;
  const cells: NetlistCell[] = [];
  const registers: NetlistRegister[] = [];
  const emit = (program: PinFunction, pins: Readonly<Record<string, number>>, output: number): void => {
    const stack: number[] = [];
    program.forEach((step, index) => {
      const last = index === program.length - 1;
      const to = (): number => (last ? output : netCount++);
      if (step === '!' || OPERATORS[step] !== undefined) {
        const second = stack.pop()!;
        const inputs = step === '!' ? [second] : [stack.pop()!, second];
        const net = to();
        cells.push({ type: step === '!' ? '$_NOT_' : OPERATORS[step]!, inputs, output: net });
        stack.push(net);
      } else {
        const net = step === '0' ? 0 : step === '1' ? 1 : (pins[step] ?? 0);
        if (last) cells.push({ type: '$_BUF_', inputs: [net], output });
        stack.push(net);
      }
    });
  };
  for (const placed of placedCells(netlist, library)) {
    const { pins } = placed.instance;
    if (placed.kind === 'gate') {
      for (const output of placed.cell.outputs) if (pins[output.name] !== undefined) emit(output.function, pins, pins[output.name]!);
    } else {
      const { clock, data, reset, output, name } = placed.cell;
      if (pins[output] === undefined) continue;
      const base = { type: name, d: pins[data.name] ?? 0, q: pins[output], clock: pins[clock.name] ?? 0 };
      registers.push(reset === undefined ? base : { ...base, resetNet: pins[reset.name] ?? 1, resetValue: 0 });
    }
  }
  const sources = [...netlist.inputs.flatMap(({ nets }) => nets), ...registers.map(({ q }) => q)];
  return { top: netlist.top, netCount, inputs: netlist.inputs, outputs: netlist.outputs, cells: levelize(cells, sources, netCount, netlist.top), registers, cellCounts: countCells(netlist) };
}

/** Instances of each cell, by name. */
export function countCells({ instances }: Pick<MappedNetlist, 'instances'>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { cell } of instances) counts[cell] = (counts[cell] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
