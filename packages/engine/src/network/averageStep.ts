import type { AverageStep, NetworkDatapath } from '@bitscape/datapath';
import { elementCount } from '@bitscape/network';
import type { DeviceStep } from './DeviceStep.js';
import { meanWindows, poolWindows } from './windows.js';

/** Average pool or mean: exact sums of the integers of the levels, encoded with the constants of their divisor. */
export function averageStep(datapath: NetworkDatapath, step: AverageStep): DeviceStep {
  const { node, encoder, counts } = step;
  const input = datapath.tensors.get(step.inputs[0]!)!.shape;
  const { starts, sources, divisors } = node.op === 'pool' ? poolWindows(node, input, datapath.tensors.get(step.output)!.shape) : meanWindows(node, input);
  const channels = Int32Array.from(divisors, (divisor) => counts.indexOf(divisor));
  const entries = step.operand.entries[0]!;
  const size = elementCount(input);
  const outputs = starts.length - 1;
  return {
    method: 'exact sums',
    run(pass) {
      const [from, to] = [pass.codes(step.inputs[0]!), pass.codes(step.output)];
      for (let image = 0; image < pass.images; image++) {
        for (let i = 0; i < outputs; i++) {
          let sum = 0;
          for (let j = starts[i]!; j < starts[i + 1]!; j++) sum += entries[from[image * size + sources[j]!]!]!;
          to[image * outputs + i] = encoder.encode(sum, channels[i]!);
        }
      }
    },
  };
}
