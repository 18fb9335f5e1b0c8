import type { CellModel } from '../liberty/CellModel.js';
import { NetlistSimulator } from '../netlist/NetlistSimulator.js';
import { expandMapped } from './expandMapped.js';
import type { MappedNetlist } from './MappedNetlist.js';

/** Values of each input port, operation by operation, two's complement where negative. */
export type OperandStream = Readonly<Record<string, ArrayLike<number>>>;

export interface ToggleCount {
  /** Value changes of each net of the mapped netlist. */
  readonly toggles: Float64Array;
  /** Operations whose changes were counted: one less than the stream is long for each of the parallel pieces. */
  readonly operations: number;
  /** Value of `port` in every operation, when asked for. */
  readonly outputs: ReadonlyMap<string, Float64Array>;
}

/**
 * Drives a netlist with a stream, one clock cycle an operation, and counts the value changes of every net from one operation to the next.
 *
 * Bit-parallel: the stream is cut into as many pieces of equal length as there are lanes, which run side by side; what is left over at the
 * end is dropped. Toggles between pieces are not counted; registers start at 0 in each.
 *
 * @param observe output ports whose values are returned
 */
export function countToggles(netlist: MappedNetlist, library: CellModel, stream: OperandStream, observe: readonly string[] = []): ToggleCount {
  const length = Math.min(...Object.values(stream).map((values) => values.length));
  // Pieces of at least 32 operations keep what is lost between them below 4 %.
  const lanes = Math.max(32, 32 * Math.floor(Math.min(1024, length / 32) / 32));
  const steps = Math.max(1, Math.floor(length / lanes));
  const simulator = new NetlistSimulator(expandMapped(netlist, library), { words: lanes / 32, countToggles: true });
  const used = Math.min(lanes, length);
  const outputs = new Map(observe.map((port) => [port, new Float64Array(used * steps)]));
  const column = new Float64Array(lanes);
  for (let step = 0; step < steps; step++) {
    for (const [port, values] of Object.entries(stream)) {
      for (let lane = 0; lane < used; lane++) column[lane] = values[lane * steps + step]!;
      simulator.setInput(port, column);
    }
    if (step > 0) simulator.clock();
    simulator.settle();
    for (const [port, values] of outputs) {
      const seen = simulator.output(port, true);
      for (let lane = 0; lane < used; lane++) values[lane * steps + step] = seen[lane]!;
    }
  }
  return { toggles: simulator.toggles.slice(0, netlist.netCount), operations: used * (steps - 1), outputs };
}
