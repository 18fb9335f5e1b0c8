import type { OutputEncoder } from '@bitscape/datapath';
import { encoderTemplate } from '../templates/encoderTemplates.js';
import { randomSource } from '../vectors/randomSource.js';
import type { LayerOperands } from './LayerOperands.js';

/** Longest run of one encoder on one channel. */
const RUN = 64;

/** Finished sums that one output encoder meets: a channel's constants stay for a run of pixels. By port of the encoder's module. */
export function encoderStream(operands: LayerOperands, encoder: OutputEncoder, operations: number, seed: number): Record<string, Float64Array> {
  const random = randomSource(seed);
  const constants = encoderTemplate(encoder.family).constants(encoder);
  const stream: Record<string, Float64Array> = { acc_i: new Float64Array(operations), ...Object.fromEntries(constants.map(({ port }) => [port, new Float64Array(operations)])) };
  for (let at = 0; at < operations; ) {
    const channel = random(operands.channels);
    const run = Math.min(RUN, operands.pixels, operations - at);
    const first = random(operands.pixels - run + 1);
    for (let k = 0; k < run; k++, at++) {
      stream['acc_i']![at] = operands.partialSum(first + k, channel, operands.reduction);
      for (const { port, values } of constants) stream[port]![at] = values[channel]!;
    }
  }
  return stream;
}
