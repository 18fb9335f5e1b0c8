import type { CellModel } from '../liberty/CellModel.js';
import { placedCells } from './cellIndex.js';
import type { MappedNetlist } from './MappedNetlist.js';
import { netLoads } from './netLoads.js';

/** Energy of one operation by what it is spent on, pJ. */
export interface GateEnergy {
  /** Inside the gates, for each toggle of an output. */
  readonly internalPj: number;
  /** Charging the pins that toggling nets drive, the inputs of the block included: half of C V² a toggle. */
  readonly loadPj: number;
  /** Clock pins of the flip-flops, inside and outside: two edges a cycle. */
  readonly clockPj: number;
  readonly totalPj: number;
  /** Mean toggles of a cell output an operation. */
  readonly togglesPerOutput: number;
}

/**
 * Energy of an operation from counted toggles. A net toggles at most once a cycle here: glitches, which a real netlist has, are not in it,
 * so this is a lower estimate.
 *
 * @param toggles value changes of each net over all operations
 * @param operations number of operations (clock cycles)
 */
export function gateEnergy(netlist: MappedNetlist, library: CellModel, toggles: ArrayLike<number>, operations: number): GateEnergy {
  const halfSquare = library.voltageV ** 2 / 2;
  let internalFj = 0;
  let clockFj = 0;
  let outputs = 0;
  let outputToggles = 0;
  const clocks = new Set<number>();
  const count = (net: number, energyFj: number): void => {
    outputs++;
    outputToggles += toggles[net]!;
    internalFj += toggles[net]! * energyFj;
  };
  for (const { kind, cell, instance } of placedCells(netlist, library)) {
    if (kind === 'gate') {
      for (const { name, toggleEnergyFj } of cell.outputs) if (instance.pins[name] !== undefined) count(instance.pins[name], toggleEnergyFj);
    } else {
      if (instance.pins[cell.output] !== undefined) count(instance.pins[cell.output]!, cell.toggleEnergyFj);
      clocks.add(instance.pins[cell.clock.name] ?? 0);
      clockFj += 2 * operations * (cell.clockEdgeEnergyFj + cell.clock.capacitanceFf * halfSquare);
    }
  }
  let loadFj = 0;
  netLoads(netlist, library).forEach((load, net) => {
    if (net > 1 && !clocks.has(net)) loadFj += toggles[net]! * load * halfSquare;
  });
  const scale = 1 / (1000 * operations);
  return {
    internalPj: internalFj * scale,
    loadPj: loadFj * scale,
    clockPj: clockFj * scale,
    totalPj: (internalFj + loadFj + clockFj) * scale,
    togglesPerOutput: outputs === 0 ? 0 : outputToggles / outputs / operations,
  };
}
