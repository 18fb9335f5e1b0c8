import { REFERENCE_KERNELS, type ReferenceKernel } from '@bitscape/network';
import type { HostStep } from '../network/NetworkDatapath.js';
import type { NetworkState } from './runNetworkReference.js';

/** Real values outside the accelerator. */
export interface RealTensor {
  readonly shape: readonly number[];
  readonly data: Float64Array | Float32Array;
}

/** An operation behind the logits, in float32; codes are decoded to `level * scale` first. Reshaping keeps the full precision of logits. */
export function runHost({ datapath, codes, reals }: NetworkState, step: HostStep, shape: readonly number[]): RealTensor {
  const only = reals.get(step.inputs[0]!);
  if (step.node.op === 'reshape' && only !== undefined) return { shape, data: only.data };
  const inputs = step.inputs.map((name) => {
    const real = reals.get(name);
    if (real !== undefined) return { shape: real.shape, data: Float32Array.from(real.data) };
    const { format, scale } = datapath.tensors.get(name)!;
    const tensor = codes.get(name)!;
    return { shape: tensor.shape, data: Float32Array.from(tensor.codes, (code) => format.levels[format.rankOf(code)]! * scale) };
  });
  return { shape, data: (REFERENCE_KERNELS[step.node.op] as ReferenceKernel)(step.node, inputs, shape, step.constants) };
}
