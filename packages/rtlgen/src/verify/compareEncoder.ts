import type { OutputEncoder } from '@bitscape/datapath';
import type { Netlist } from '../netlist/Netlist.js';
import { NetlistSimulator } from '../netlist/NetlistSimulator.js';
import { encoderTemplate } from '../templates/encoderTemplates.js';
import { encoderProbes } from '../vectors/encoderProbes.js';
import type { EquivalenceReport } from './EquivalenceReport.js';

export interface CompareEncoderOptions {
  /** Largest number of accumulator values a channel; all of them when there are no more than that. */
  readonly accumulators: number;
  readonly seed: number;
}

/** Compares the netlist of an output encoder with the integer reference in every channel. */
export function compareEncoder(netlist: Netlist, encoder: OutputEncoder, { accumulators, seed }: CompareEncoderOptions): EquivalenceReport {
  const template = encoderTemplate(encoder.family);
  const constants = template.constants(encoder);
  const probes = encoderProbes(encoder, accumulators, seed);
  const simulator = new NetlistSimulator(netlist, { words: Math.ceil(probes.values.length / 32) });
  simulator.setInput('acc_i', probes.values);
  let mismatches = 0;
  let first: EquivalenceReport['first'];
  for (let channel = 0; channel < encoder.channels; channel++) {
    for (const { port, values } of constants) simulator.setInput(port, values[channel]!);
    simulator.settle();
    const actual = simulator.output('code_o');
    probes.values.forEach((acc, i) => {
      const expected = encoder.encode(acc, channel);
      if (actual[i] === expected) return;
      mismatches++;
      const inputs = Object.fromEntries([['acc_i', acc], ...constants.map(({ port, values }) => [port, values[channel]!])]) as Record<string, number>;
      first ??= { inputs, expected, actual: actual[i]! };
    });
  }
  const vectors = probes.values.length * encoder.channels;
  const report = { module: netlist.top, vectors, exhaustive: probes.exhaustive, mismatches, cellCounts: netlist.cellCounts };
  return first === undefined ? report : { ...report, first };
}
