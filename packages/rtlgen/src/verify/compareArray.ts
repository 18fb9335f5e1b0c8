import type { Netlist } from '../netlist/Netlist.js';
import { NetlistSimulator } from '../netlist/NetlistSimulator.js';
import { type ArrayConfiguration, channelConfig, configBits } from '../templates/arrayParameters.js';
import { packWords } from '../templates/packedLiteral.js';
import type { ArrayTrace } from '../vectors/ArrayTrace.js';
import type { EquivalenceReport } from './EquivalenceReport.js';

/** Replays a trace on the netlist of an array, clock by clock, and compares the outputs in every cycle. */
export function compareArray(netlist: Netlist, configuration: ArrayConfiguration, trace: ArrayTrace): EquivalenceReport {
  const { encoder, columns } = configuration;
  const simulator = new NetlistSimulator(netlist);
  const one = (port: string): bigint => simulator.wideOutput(port)[0]!;
  let mismatches = 0;
  let first: EquivalenceReport['first'];
  simulator.setInput('rst_ni', 1);
  trace.cycles.forEach(({ inputs, channelTile, acc, codes }, cycle) => {
    for (const [port, value] of Object.entries(inputs)) simulator.setInput(port, value);
    const config = Array.from({ length: columns }, (_, column) => channelConfig(encoder, channelTile * columns + column));
    simulator.setInput('config_i', packWords(config, configBits(encoder)));
    simulator.settle();
    for (const [port, expected] of [
      ['acc_valid_o', acc === undefined ? 0n : 1n],
      ['acc_o', acc],
      ['codes_valid_o', codes === undefined ? 0n : 1n],
      ['codes_o', codes],
    ] as const) {
      if (expected === undefined || one(port) === expected) continue;
      mismatches++;
      first ??= { inputs: { cycle }, expected: `${port} ${expected.toString(16)}`, actual: `${port} ${one(port).toString(16)}` };
    }
    simulator.step();
  });
  const report = { module: netlist.top, vectors: trace.results, exhaustive: false, mismatches, cellCounts: netlist.cellCounts };
  return first === undefined ? report : { ...report, first };
}
