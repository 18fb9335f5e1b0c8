import { REFERENCE_KERNELS, type ReferenceKernel } from '@bitscape/network';
import type { CopyStep } from '../network/NetworkDatapath.js';
import type { CodeTensor } from './runLayer.js';
import type { NetworkState } from './runNetworkReference.js';

/**
 * Moves codes by the float operation on their ranks, counted from zero: small integers, which floats hold exactly; the largest rank is the
 * largest value, and a padded 0 is the rank of zero.
 */
export function runCopy({ datapath, codes }: NetworkState, step: CopyStep, shape: readonly number[]): CodeTensor {
  const { format } = datapath.tensors.get(step.output)!;
  const ranks = step.inputs.map((name) => {
    const tensor = codes.get(name)!;
    return { shape: tensor.shape, data: Float32Array.from(tensor.codes, (code) => format.rankOf(code) - format.zeroRank) };
  });
  const moved = (REFERENCE_KERNELS[step.node.op] as ReferenceKernel)(step.node, ranks, shape, new Map());
  return { shape, codes: Uint16Array.from(moved, (rank) => format.codeOf(rank + format.zeroRank)) };
}
