import type { CopyStep, NetworkDatapath } from '@bitscape/datapath';
import { BitscapeError } from '@bitscape/errors';
import { elementCount, REFERENCE_KERNELS, type ReferenceKernel } from '@bitscape/network';
import type { KernelMemory } from '../wasm/KernelMemory.js';
import { codeRuns } from './codeRuns.js';
import type { DeviceStep } from './DeviceStep.js';
import { maximumStep } from './maximumStep.js';

/** Positions are moved as float32 values, which hold these exactly. */
const MAX_POSITIONS = 2 ** 24;

/** Selecting, moving and joining: where each code comes from is found once for one image, by moving positions instead of values. */
export function copyStep(memory: KernelMemory, datapath: NetworkDatapath, step: CopyStep): DeviceStep {
  const { node } = step;
  if (node.op === 'pool') return maximumStep(datapath, step, node);
  const { format, shape } = datapath.tensors.get(step.output)!;
  const one = (of: readonly number[]): number[] => [1, ...of.slice(1)];
  const sizes = step.inputs.map((name) => elementCount(datapath.tensors.get(name)!.shape));
  if (sizes.reduce((sum, size) => sum + size, 0) >= MAX_POSITIONS) {
    throw new BitscapeError('unsupported-operator', 'the engine moves at most 2^24 codes an image', { where: { node: step.name } });
  }
  let first = 1;
  const positions = step.inputs.map((name, i) => {
    const start = first;
    first += sizes[i]!;
    return { shape: one(datapath.tensors.get(name)!.shape), data: Float32Array.from({ length: sizes[i]! }, (_, position) => start + position) };
  });
  const moved = (REFERENCE_KERNELS[node.op] as ReferenceKernel)(node, positions, one(shape), new Map());
  const sources = Int32Array.from(moved);
  let start = 1;
  const moves = sizes.map((size) => {
    const runs = codeRuns(sources, start, size, 1);
    start += size;
    return { size, count: runs.count, address: memory.put(runs.triples) };
  });
  const padding = codeRuns(sources, 0, 1, 0);
  const paddingAddress = memory.put(padding.triples);
  const zero = format.codeOf(format.zeroRank);
  const targetStep = sources.length * 2;
  return {
    method: 'gather',
    run(pass) {
      const { kernels } = memory;
      const output = pass.address(step.output);
      kernels.fillCodes(zero, output, pass.images, targetStep, paddingAddress, padding.count);
      moves.forEach(({ size, count, address }, i) => {
        kernels.moveCodes(pass.address(step.inputs[i]!), output, pass.images, size * 2, targetStep, address, count);
      });
    },
  };
}
