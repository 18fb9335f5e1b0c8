import type { PoolNode, ReduceMeanNode } from '@bitscape/network';
import type { AverageStep } from '../network/NetworkDatapath.js';
import { poolDivisor, poolWindow } from './poolWindow.js';
import type { NetworkState, StepResult } from './runNetworkReference.js';

/** Sums of the integers of the levels, then one encoding each, with the constants of the sum's divisor. */
export function runAverage({ codes }: NetworkState, step: AverageStep, shape: readonly number[]): StepResult {
  const input = codes.get(step.inputs[0]!)!;
  const integers = Float64Array.from(input.codes, (code) => step.operand.entries[0]![code]!);
  const { sums, divisors } = step.node.op === 'pool' ? windowSums(step.node, integers, input.shape, shape) : axisSums(step.node, integers, input.shape, shape);
  const encoded = Uint16Array.from(sums, (sum, i) => step.encoder.encode(sum, step.counts.indexOf(divisors[i]!)));
  return { accumulators: sums, codes: { shape, codes: encoded } };
}

interface Sums {
  readonly sums: Float64Array;
  /** Of each sum. */
  readonly divisors: Float64Array;
}

function windowSums(node: PoolNode, values: Float64Array, input: readonly number[], output: readonly number[]): Sums {
  const [batch, height, width, channels] = output as [number, number, number, number];
  const sums = new Float64Array(batch * height * width * channels);
  const divisors = new Float64Array(sums.length);
  let index = 0;
  for (let n = 0; n < batch; n++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const window = poolWindow(node, input, y, x);
        for (let c = 0; c < channels; c++) {
          for (const [row, column] of window) sums[index] = sums[index]! + values[((n * input[1]! + row) * input[2]! + column) * channels + c]!;
          divisors[index++] = poolDivisor(node, window.length);
        }
      }
    }
  }
  return { sums, divisors };
}

/** Adds every value to the sum at its coordinates without the reduced axes. */
function axisSums(node: ReduceMeanNode, values: Float64Array, input: readonly number[], output: readonly number[]): Sums {
  const sums = new Float64Array(output.reduce((product, size) => product * size, 1));
  values.forEach((value, index) => {
    let target = 0;
    let stride = 1;
    let rest = index;
    for (let axis = input.length - 1; axis >= 0; axis--) {
      const coordinate = rest % input[axis]!;
      rest = Math.floor(rest / input[axis]!);
      if (node.axes.includes(axis)) continue;
      target += coordinate * stride;
      stride *= input[axis]!;
    }
    sums[target] = sums[target]! + value;
  });
  return { sums, divisors: sums.map(() => values.length / sums.length) };
}
