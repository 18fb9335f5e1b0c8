import type { DesignPoint } from '@bitscape/design';
import type { OperandStream } from '../gates/countToggles.js';
import type { MacStream } from './macStream.js';

/**
 * The same operations at the ports of a processing element with registers. Weight-stationary (`pe`): the weight register takes each weight one
 * cycle ahead. Output-stationary (`int_mac`, `lns_mac`): a cycle that clears the accumulator stands before each sum.
 */
export function elementStream({ weight_i, activation_i, acc_i }: MacStream, dataflow: DesignPoint['accelerator']['dataflow']): OperandStream {
  const length = weight_i.length;
  const always = new Float64Array(length).fill(1);
  if (dataflow === 'weight-stationary') {
    return { rst_ni: always, weight_load_i: always, valid_i: always, weight_i: weight_i.map((_, t) => weight_i[Math.min(t + 1, length - 1)]!), activation_i, acc_i };
  }
  const starts = Float64Array.from(acc_i, (acc, t) => (acc === 0 && (t === 0 || acc_i[t - 1] !== 0) ? 1 : 0));
  const order = Array.from(starts.keys()).flatMap((t) => (starts[t] === 1 ? [-t - 1, t] : [t]));
  const from = (values: Float64Array): Float64Array => Float64Array.from(order, (t) => values[t < 0 ? -t - 1 : t]!);
  return {
    rst_ni: new Float64Array(order.length).fill(1),
    load_i: Float64Array.from(order, (t) => (t < 0 ? 1 : 0)),
    load_value_i: new Float64Array(order.length),
    valid_i: Float64Array.from(order, (t) => (t < 0 ? 0 : 1)),
    weight_i: from(weight_i),
    activation_i: from(activation_i),
  };
}
