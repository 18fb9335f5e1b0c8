import type { ShufflePlanes } from '../plan/shufflePlanes.js';
import type { KernelMemory } from '../wasm/KernelMemory.js';
import type { LayerKernel } from './LayerKernel.js';
import type { LayerWeights } from './LayerWeights.js';

const LANES = 16;
/** Bytes of a tile of sums: 2 pixels × 2 outputs × 16 lanes. */
const SCRATCH = 256;

/** Byte-shuffle tables: activations of at most 4 bits, sixteen images at a time. */
export function shuffleKernel(memory: KernelMemory, weights: LayerWeights, { planes, tables, least, indexOf, limits }: ShufflePlanes): LayerKernel {
  const { mac, codes, groups, groupInputs, groupOutputs, runs } = weights;
  const outputs = groups * groupOutputs;
  const outputPairs = Math.ceil(groupOutputs / 2);
  const reduction = codes.length / outputs;
  const length = runs.taps * groupInputs;
  const tableAddress = memory.put(tables);
  const planeBytes = indexOf.size * LANES;
  // The second output of an odd last pair repeats the first table: its sums are never read.
  const packed = new Uint32Array(groups * outputPairs * reduction * 2).fill(tableAddress);
  const constants = new Int32Array(groups * outputPairs * 2);
  for (let o = 0; o < outputs; o++) {
    const group = Math.floor(o / groupOutputs);
    const padded = group * outputPairs * 2 + (o % groupOutputs);
    for (let k = 0; k < reduction; k++) {
      const index = indexOf.get(codes[k * outputs + o]!)!;
      packed[((padded >> 1) * reduction + k) * 2 + (padded & 1)] = tableAddress + index * LANES;
      constants[padded] = (constants[padded]! + least[index]!) | 0;
    }
  }
  const weightAddress = memory.put(packed);
  const constantAddress = memory.put(constants);
  const limitAddress = memory.put(limits);
  const scratch = memory.allocate(SCRATCH);
  const zero = mac.activation.codeOf(mac.activation.zeroRank);
  const channels = groups * groupInputs;
  return {
    lanes: () => LANES,
    tile: [1, 1],
    rowBytes: () => 0,
    pixelBytes: channels * LANES,
    stride: outputPairs * 2,
    wide: false,
    expand(source, panel, images, { height, width, left }, { firstRow, rows, columns }) {
      memory.kernels.expandLanes(source, panel, images, zero, height, width, channels, firstRow, rows, left, columns);
    },
    sum(panel, rows, images, { outWidth }, steps, sums) {
      memory.kernels.shuffleRows(
        ...[panel, rows, outWidth, steps.row, steps.pixel, groups, groupInputs * LANES, weightAddress, outputPairs],
        ...[steps.runs, steps.runCount, length, sums, images, planes, planeBytes, limitAddress, constantAddress, scratch],
      );
    },
  };
}
