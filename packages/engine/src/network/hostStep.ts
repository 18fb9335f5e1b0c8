import type { HostStep, NetworkDatapath } from '@bitscape/datapath';
import { REFERENCE_KERNELS, type ReferenceKernel } from '@bitscape/network';
import type { DeviceStep } from './DeviceStep.js';

/** An operation behind the logits on real numbers, in float32; stored inputs are decoded. Reshaping keeps the precision of the logits. */
export function hostStep(datapath: NetworkDatapath, step: HostStep): DeviceStep {
  const { node } = step;
  const kernel = REFERENCE_KERNELS[node.op] as ReferenceKernel;
  return {
    method: 'float32 outside the accelerator',
    run(pass) {
      const shape = [pass.images, ...step.shape.slice(1)];
      const first = pass.reals.get(step.inputs[0]!);
      if (node.op === 'reshape' && first !== undefined) {
        pass.reals.set(step.output, { shape, data: first.data });
        return;
      }
      const inputs = step.inputs.map((name) => {
        const real = pass.reals.get(name);
        if (real !== undefined) return { shape: real.shape, data: Float32Array.from(real.data) };
        const tensor = datapath.tensors.get(name)!;
        const data = Float32Array.from(pass.codes(name), (code) => tensor.format.levels[tensor.format.rankOf(code)]! * tensor.scale);
        return { shape: [pass.images, ...tensor.shape.slice(1)], data };
      });
      pass.reals.set(step.output, { shape, data: kernel(node, inputs, shape, step.constants) });
    },
  };
}
