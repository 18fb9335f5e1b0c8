import type { ProductFactors } from '../plan/factorProducts.js';
import type { KernelMemory } from '../wasm/KernelMemory.js';
import type { ConvolutionShape } from './ConvolutionShape.js';
import type { LayerKernel, PanelRegion } from './LayerKernel.js';
import type { LayerWeights } from './LayerWeights.js';

/** Outputs of one block of the dot kernel. */
const BLOCK = 8;
const enum Expansion {
  table = 0,
  copy = 1,
  signed = 2,
}

/**
 * Integer dot products over the terms of a factorised product table.
 *
 * @param limits with two terms a product: each sum is held to them after every product
 */
export function dotKernel(memory: KernelMemory, weights: LayerWeights, factors: ProductFactors, limits?: { readonly min: number; readonly max: number }): LayerKernel {
  const { groups, groupInputs, groupOutputs, runs } = weights;
  const { terms } = factors;
  const slot = Math.ceil((groupInputs * terms) / 2) * 2;
  const blocks = Math.ceil(groupOutputs / BLOCK);
  const pairs = (runs.taps * slot) / 2;
  const packed = memory.put(packWeights(weights, factors, slot, blocks));
  const expansion = termExpansion(memory, weights, factors, slot);
  return {
    tile: [1, 1],
    pixelBytes: groups * slot * 2,
    stride: blocks * BLOCK,
    wide: false,
    lanes: () => 1,
    rowBytes: () => 0,
    expand(source, panel, _, shape, region) {
      expansion(source, panel, shape, region);
    },
    sum(panel, rows, _, { outWidth }, steps, sums) {
      const parameters = [panel, rows, outWidth, steps.row, steps.pixel, groups, slot * 2, packed, blocks, steps.runs, steps.runCount, pairs, sums];
      if (limits === undefined) memory.kernels.dotRows(...parameters);
      else memory.kernels.clampedDotRows(...parameters, limits.min, limits.max);
    },
  };
}

/** Writes the codes of one image as a panel of terms, `slot` of them a group. */
export function termExpansion(
  memory: KernelMemory,
  { groups, groupInputs, mac }: LayerWeights,
  factors: ProductFactors,
  slot: number,
): (source: number, panel: number, shape: ConvolutionShape, region: PanelRegion) => void {
  const { bits } = mac.activation;
  const table = memory.put(factors.activations);
  const zeros = memory.put(new Uint16Array(groups * groupInputs).fill(mac.activation.codeOf(mac.activation.zeroRank)));
  const mode = slot === groupInputs ? expansionOf(factors, bits) : Expansion.table;
  return (source, panel, { height, width, left }, { firstRow, rows, columns }) => {
    memory.kernels.expandTerms(source, panel, zeros, height, width, groups, groupInputs, firstRow, rows, left, columns, slot, factors.terms, table, mode, bits);
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
