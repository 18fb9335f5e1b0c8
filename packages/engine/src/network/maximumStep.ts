import type { CopyStep, NetworkDatapath } from '@bitscape/datapath';
import { elementCount, type PoolNode } from '@bitscape/network';
import type { DeviceStep } from './DeviceStep.js';
import { poolWindows } from './windows.js';

/** Max pool: the code with the greatest rank. */
export function maximumStep(datapath: NetworkDatapath, step: CopyStep, node: PoolNode): DeviceStep {
  const input = datapath.tensors.get(step.inputs[0]!)!;
  const { format } = input;
  const { starts, sources } = poolWindows(node, input.shape, datapath.tensors.get(step.output)!.shape);
  const rankOf = Uint16Array.from({ length: 2 ** format.bits }, (_, code) => format.rankOf(code));
  const codeOf = Uint16Array.from(format.levels, (_, rank) => format.codeOf(rank));
  const size = elementCount(input.shape);
  const outputs = starts.length - 1;
  return {
    method: 'maximum of ranks',
    run(pass) {
      const [from, to] = [pass.codes(step.inputs[0]!), pass.codes(step.output)];
      for (let image = 0; image < pass.images; image++) {
        for (let i = 0; i < outputs; i++) {
          let greatest = 0;
          for (let j = starts[i]!; j < starts[i + 1]!; j++) {
            const rank = rankOf[from[image * size + sources[j]!]!]!;
            if (rank > greatest) greatest = rank;
          }
          to[image * outputs + i] = codeOf[greatest]!;
        }
      }
    },
  };
}
