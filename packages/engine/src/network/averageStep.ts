import type { AverageStep, NetworkDatapath } from '@bitscape/datapath';
import { elementCount } from '@bitscape/network';
import type { KernelMemory } from '../wasm/KernelMemory.js';
import type { DeviceStep } from './DeviceStep.js';
import { meanWindows, poolWindows } from './windows.js';

/** Average pool or mean: exact sums of the integers of the levels, encoded with the constants of their divisor. */
export function averageStep(memory: KernelMemory, datapath: NetworkDatapath, step: AverageStep): DeviceStep {
  const { node, encoder, counts } = step;
  const input = datapath.tensors.get(step.inputs[0]!)!.shape;
  const { starts, sources, divisors } = node.op === 'pool' ? poolWindows(node, input, datapath.tensors.get(step.output)!.shape) : meanWindows(node, input);
  const channels = Int32Array.from(divisors, (divisor) => counts.indexOf(divisor));
  const entries = memory.put(step.operand.entries[0]!);
  const imageBytes = elementCount(input) * 2;
  const outputs = starts.length - 1;
  const windows = memory.put(starts);
  const positions = memory.put(sources.map((source) => source * 2));
  return {
    method: 'exact sums',
    run(pass) {
      const mark = memory.mark;
      const address = memory.allocate(pass.images * outputs * 8);
      memory.kernels.windowSums(pass.address(step.inputs[0]!), address, pass.images, imageBytes, windows, outputs, positions, entries);
      const sums = memory.doubles(address, pass.images * outputs);
      const to = pass.codes(step.output);
      for (let i = 0; i < sums.length; i++) to[i] = encoder.encode(sums[i]!, channels[i % outputs]!);
      memory.release(mark);
    },
  };
}
