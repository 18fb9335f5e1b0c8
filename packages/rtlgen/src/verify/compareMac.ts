import { accumulate, accumulatorRange, type MacDatapath } from '@bitscape/datapath';
import type { Netlist } from '../netlist/Netlist.js';
import { NetlistSimulator } from '../netlist/NetlistSimulator.js';
import { codesOf } from '../templates/codesOf.js';
import { macTemplate } from '../templates/macTemplates.js';
import type { EquivalenceReport } from './EquivalenceReport.js';
import { randomSource } from '../vectors/randomSource.js';

export interface CompareMacOptions {
  /** Random accumulator values, each with every pair of operand codes. */
  readonly randomAccumulators: number;
  readonly seed: number;
}

/**
 * Compares the netlist of a multiply-accumulate core with the product table: every pair of operand codes at the extremes of the
 * accumulator (both ends and their neighbours, -1, 0, 1) and at random accumulator values.
 */
export function compareMac(netlist: Netlist, mac: MacDatapath, { randomAccumulators, seed }: CompareMacOptions): EquivalenceReport {
  const { readsUnusedAsZero } = macTemplate(mac.family);
  const weights = codesOf(mac.weight, { unused: readsUnusedAsZero });
  const activations = codesOf(mac.activation, { unused: readsUnusedAsZero });
  const pairs = weights.length * activations.length;
  const weight = Float64Array.from({ length: pairs }, (_, i) => weights[Math.floor(i / activations.length)]!);
  const activation = Float64Array.from({ length: pairs }, (_, i) => activations[i % activations.length]!);
  const product = Float64Array.from(weight, (code, i) => mac.products[code * 2 ** mac.activation.bits + activation[i]!]!);
  const simulator = new NetlistSimulator(netlist, { words: Math.ceil(pairs / 32) });
  simulator.setInput('weight_i', weight);
  simulator.setInput('activation_i', activation);
  const { min, max } = accumulatorRange(mac.accumulator);
  const random = randomSource(seed);
  const accumulators = [...new Set([min, min + 1, -1, 0, 1, max - 1, max])];
  for (let i = 0; i < randomAccumulators; i++) accumulators.push(min + random(2 ** mac.accumulator.bits));
  let mismatches = 0;
  let first: EquivalenceReport['first'];
  for (const acc of accumulators) {
    simulator.setInput('acc_i', acc);
    simulator.settle();
    const actual = simulator.output('acc_o', true);
    for (let i = 0; i < pairs; i++) {
      const expected = accumulate(mac.accumulator, acc, product[i]!);
      if (actual[i] === expected) continue;
      mismatches++;
      first ??= { inputs: { weight_i: weight[i]!, activation_i: activation[i]!, acc_i: acc }, expected, actual: actual[i]! };
    }
  }
  const report = { module: netlist.top, vectors: pairs * accumulators.length, exhaustive: true, mismatches, cellCounts: netlist.cellCounts };
  return first === undefined ? report : { ...report, first };
}
