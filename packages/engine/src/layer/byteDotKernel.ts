import type { SevenBitOperand } from '../plan/byteFactors.js';
import type { ProductFactors } from '../plan/factorProducts.js';
import type { KernelMemory } from '../wasm/KernelMemory.js';
import type { LayerKernel } from './LayerKernel.js';
import type { LayerWeights } from './LayerWeights.js';

/** Outputs of one block. */
const BLOCK = 8;
/** Products of one lane. */
const QUAD = 4;

/** Dot products of bytes over the terms of a factorised product table; needs the kernels with relaxed SIMD. */
export function byteDotKernel(memory: KernelMemory, weights: LayerWeights, factors: ProductFactors, seven: SevenBitOperand): LayerKernel {
  const { groups, groupInputs, groupOutputs, runs, mac } = weights;
  const { terms } = factors;
  const slot = Math.ceil((groupInputs * terms) / QUAD) * QUAD;
  const blocks = Math.ceil(groupOutputs / BLOCK);
  const packed = memory.put(packWeights(weights, factors, slot, blocks));
  const table = memory.put(Uint8Array.from(factors.activations));
  const zeros = memory.put(new Uint16Array(groups * groupInputs).fill(mac.activation.codeOf(mac.activation.zeroRank)));
  const narrow = terms === 1 && slot === groupInputs && factors.activations.every((value, code) => value === code) ? 1 : 0;
  return {
    tile: [1, 1],
    pixelBytes: groups * slot,
    stride: blocks * BLOCK,
    wide: false,
    lanes: () => 1,
    rowBytes: () => 0,
    expand(source, panel, _, { height, width, left }, { firstRow, rows, columns }) {
      memory.kernels.expandBytes(source, panel, zeros, height, width, groups, groupInputs, firstRow, rows, left, columns, slot, terms, table, narrow);
    },
    sum(panel, rows, _, { outWidth }, steps, sums) {
      const sevenBitWeights = seven === 'weights' ? 1 : 0;
      memory.kernels.byteDotRows(panel, rows, outWidth, steps.row, steps.pixel, groups, slot, packed, blocks, steps.runs, steps.runCount, runs.taps * slot, sums, sevenBitWeights);
    },
  };
}

/** `[group][block][run][quad][8 outputs][4]`; slots and outputs behind the last are zero. */
function packWeights({ codes, groups, groupInputs, groupOutputs, runs }: LayerWeights, { terms, weights }: ProductFactors, slot: number, blocks: number): Uint8Array {
  const taps = runs.count * runs.taps;
  const packed = new Uint8Array(groups * blocks * taps * slot * BLOCK);
  const outputs = groups * groupOutputs;
  for (let o = 0; o < outputs; o++) {
    const [group, inGroup] = [Math.floor(o / groupOutputs), o % groupOutputs];
    const block = group * blocks + Math.floor(inGroup / BLOCK);
    for (let tap = 0; tap < taps; tap++) {
      for (let i = 0; i < groupInputs; i++) {
        const code = codes[(tap * groupInputs + i) * outputs + o]!;
        for (let r = 0; r < terms; r++) {
          const position = tap * slot + i * terms + r;
          packed[((block * taps * slot) / QUAD + Math.floor(position / QUAD)) * QUAD * BLOCK + (inGroup % BLOCK) * QUAD + (position % QUAD)] = weights[code * terms + r]!;
        }
      }
    }
  }
  return packed;
}
