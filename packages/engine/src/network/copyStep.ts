import type { CopyStep, NetworkDatapath } from '@bitscape/datapath';
import { BitscapeError } from '@bitscape/errors';
import { elementCount, REFERENCE_KERNELS, type ReferenceKernel } from '@bitscape/network';
import type { DeviceStep } from './DeviceStep.js';
import { maximumStep } from './maximumStep.js';

/** Positions are moved as float32 values, which hold these exactly. */
const MAX_POSITIONS = 2 ** 24;

/** Selecting, moving and joining: where each code comes from is found once for one image, by moving positions instead of values. */
export function copyStep(datapath: NetworkDatapath, step: CopyStep): DeviceStep {
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
  const zero = format.codeOf(format.zeroRank);
  return {
    method: 'gather',
    run(pass) {
      const output = pass.codes(step.output);
      let before = 1;
      step.inputs.forEach((name, i) => {
        const input = pass.codes(name);
        const [low, size] = [before, sizes[i]!];
        for (let image = 0; image < pass.images; image++) {
          const [from, to] = [image * size - low, image * sources.length];
          for (let position = 0; position < sources.length; position++) {
            const source = sources[position]!;
            if (source >= low && source < low + size) output[to + position] = input[from + source]!;
            else if (source === 0 && i === 0) output[to + position] = zero;
          }
        }
        before += size;
      });
    },
  };
}
