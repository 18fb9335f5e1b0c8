import type { AdditionStep } from '@bitscape/datapath';
import { deviceEncoder } from '../encoder/deviceEncoder.js';
import type { KernelMemory } from '../wasm/KernelMemory.js';
import type { DeviceStep } from './DeviceStep.js';

/** Sum or difference of two stored tensors, encoded. */
export function additionStep(memory: KernelMemory, step: AdditionStep): DeviceStep {
  const [left, right] = step.operands.map(({ entries }) => entries[0]!) as [Float64Array, Float64Array];
  const encoder = deviceEncoder(memory, step.encoder, 1);
  return {
    method: `sums, ${encoder.method}`,
    run(pass) {
      const mark = memory.mark;
      const count = pass.codes(step.inputs[0]!).length;
      const address = memory.allocate(count * 8);
      const [a, b] = [pass.codes(step.inputs[0]!), pass.codes(step.inputs[1]!)];
      const sums = memory.doubles(address, count);
      for (let i = 0; i < count; i++) sums[i] = left[a[i]!]! + right[b[i]!]!;
      encoder.encode(address, pass.address(step.output), count);
      memory.release(mark);
    },
  };
}
