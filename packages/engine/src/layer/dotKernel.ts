import type { ProductFactors } from '../plan/factorProducts.js';
import type { KernelMemory } from '../wasm/KernelMemory.js';
import type { LayerKernel } from './LayerKernel.js';
import type { LayerWeights } from './LayerWeights.js';

/** Outputs of one block of the dot kernel. */
const BLOCK = 8;
const enum Expansion {
  table = 0,
  copy = 1,
  signed = 2,
}

/** Integer dot products over the terms of a factorised product table. */
export function dotKernel(memory: KernelMemory, weights: LayerWeights, factors: ProductFactors): LayerKernel {
  const { groups, groupInputs, groupOutputs, runs, mac } = weights;
  const { terms } = factors;
  const slot = Math.ceil((groupInputs * terms) / 2) * 2;
  const blocks = Math.ceil(groupOutputs / BLOCK);
  const pairs = (runs.taps * slot) / 2;
  const packed = memory.put(packWeights(weights, factors, slot, blocks));
  const table = memory.put(factors.activations);
  const zero = mac.activation.codeOf(mac.activation.zeroRank);
  const zeros = memory.put(new Uint16Array(groups * groupInputs).fill(zero));
  const { bits } = mac.activation;
  const mode = slot === groupInputs ? expansionOf(factors, bits) : Expansion.table;
  return {
    lanes: 1,
    pixelBytes: groups * slot * 2,
    groupBytes: slot * 2,
    stride: blocks * BLOCK,
    wide: false,
    expand(source, panel, _, { height, width, left }, { firstRow, rows, columns }) {
      memory.kernels.expandTerms(source, panel, zeros, height, width, groups, groupInputs, firstRow, rows, left, columns, slot, terms, table, mode, bits);
    },
    sum(panel, rows, _, { outWidth }, steps, sums) {
      memory.kernels.dotRows(panel, rows, outWidth, steps.row, steps.pixel, groups, slot * 2, packed, blocks, steps.runs, steps.runCount, pairs, sums);
    },
  };
}

/** `[group][block][run][pair][8 outputs][2]`; slots and outputs behind the last are zero. */
function packWeights({ codes, groups, groupInputs, groupOutputs, runs }: LayerWeights, { terms, weights }: ProductFactors, slot: number, blocks: number): Int16Array {
  const taps = runs.count * runs.taps;
  const packed = new Int16Array(groups * blocks * taps * slot * BLOCK);
  const outputs = groups * groupOutputs;
  for (let o = 0; o < outputs; o++) {
    const [group, inGroup] = [Math.floor(o / groupOutputs), o % groupOutputs];
    const block = group * blocks + Math.floor(inGroup / BLOCK);
    for (let tap = 0; tap < taps; tap++) {
      for (let i = 0; i < groupInputs; i++) {
        const code = codes[(tap * groupInputs + i) * outputs + o]!;
        for (let r = 0; r < terms; r++) {
          const position = tap * slot + i * terms + r;
          packed[(block * ((taps * slot) / 2) + (position >> 1)) * 2 * BLOCK + (inGroup % BLOCK) * 2 + (position & 1)] = weights[code * terms + r]!;
        }
      }
    }
  }
  return packed;
}

/** Codes that are their own terms are copied or sign-extended, eight at a time. */
function expansionOf({ terms, activations }: ProductFactors, bits: number): Expansion {
  if (terms !== 1) return Expansion.table;
  if (activations.every((value, code) => value === code)) return Expansion.copy;
  if (activations.every((value, code) => value === (code << (32 - bits)) >> (32 - bits))) return Expansion.signed;
  return Expansion.table;
}
