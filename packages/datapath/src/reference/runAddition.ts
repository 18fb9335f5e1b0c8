import type { AdditionStep } from '../network/NetworkDatapath.js';
import type { NetworkState, StepResult } from './runNetworkReference.js';

/** Sum of the integers of two tensors, encoded. */
export function runAddition({ codes }: NetworkState, step: AdditionStep): StepResult {
  const [left, right] = step.inputs.map((name) => codes.get(name)!);
  const [leftTable, rightTable] = step.operands.map(({ entries }) => entries[0]!);
  const sums = Float64Array.from(left!.codes, (code, i) => leftTable![code]! + rightTable![right!.codes[i]!]!);
  return { accumulators: sums, codes: { shape: left!.shape, codes: Uint16Array.from(sums, (sum) => step.encoder.encode(sum, 0)) } };
}
