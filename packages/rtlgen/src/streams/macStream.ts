import { accumulate } from '@bitscape/datapath';
import type { DesignPoint } from '@bitscape/design';
import { randomSource } from '../vectors/randomSource.js';
import type { LayerOperands } from './LayerOperands.js';

export interface MacStream {
  readonly weight_i: Float64Array;
  readonly activation_i: Float64Array;
  /** Accumulator before the product. */
  readonly acc_i: Float64Array;
}

/** Longest run of one element on one weight (weight-stationary). */
const RUN = 64;

/**
 * Operands of one multiply-accumulate, operation by operation, as the dataflow brings them. Weight-stationary: a weight stays for a run of
 * pixels, the partial sums of the elements above pass by. Output-stationary: one sum takes all its products. Runs are drawn at random
 * from the layer.
 */
export function macStream(operands: LayerOperands, dataflow: DesignPoint['accelerator']['dataflow'], operations: number, seed: number): MacStream {
  const random = randomSource(seed);
  const { mac, pixels, channels, reduction } = operands;
  const stream = { weight_i: new Float64Array(operations), activation_i: new Float64Array(operations), acc_i: new Float64Array(operations) };
  let at = 0;
  const push = (weight: number, activation: number, acc: number): void => {
    stream.weight_i[at] = weight;
    stream.activation_i[at] = activation;
    stream.acc_i[at] = acc;
    at++;
  };
  while (at < operations) {
    const channel = random(channels);
    if (dataflow === 'weight-stationary') {
      const index = random(reduction);
      const run = Math.min(RUN, pixels, operations - at);
      const first = random(pixels - run + 1);
      for (let k = 0; k < run; k++) {
        push(operands.weight(index, channel), operands.activation(index, first + k, channel), operands.partialSum(first + k, channel, index));
      }
    } else {
      const pixel = random(pixels);
      let sum = 0;
      for (let index = 0; index < reduction && at < operations; index++) {
        const weight = operands.weight(index, channel);
        const activation = operands.activation(index, pixel, channel);
        push(weight, activation, sum);
        sum = accumulate(mac.accumulator, sum, mac.products[weight * 2 ** mac.activation.bits + activation]!);
      }
    }
  }
  return stream;
}
