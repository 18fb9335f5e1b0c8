import type { ProductFactors } from '../plan/factorProducts.js';
import type { KernelMemory } from '../wasm/KernelMemory.js';
import type { LayerKernel } from './LayerKernel.js';
import type { LayerWeights } from './LayerWeights.js';

const BLOCK = 8;
/** Terms (int16) of one vector of a panel. */
const VECTOR = 8;
/** Expansion of codes by table. */
const BY_TABLE = 0;

/** Dot products of factors with one term a weight, picked lane by lane. @param terms 2 or 4; those behind the last are zero */
export function selectKernel(memory: KernelMemory, weights: LayerWeights, factors: ProductFactors, terms: 2 | 4): LayerKernel {
  const { groups, groupInputs, groupOutputs, runs, mac } = weights;
  const slot = Math.ceil((groupInputs * terms) / VECTOR) * VECTOR;
  const blocks = Math.ceil(groupOutputs / BLOCK);
  const packed = memory.put(packWeights(weights, factors, terms, slot, blocks));
  const { bits } = mac.activation;
  const padded = new Int16Array(2 ** bits * terms);
  for (let code = 0; code < 2 ** bits; code++) {
    padded.set(factors.activations.subarray(code * factors.terms, (code + 1) * factors.terms), code * terms);
  }
  const table = memory.put(padded);
  const zeros = memory.put(new Uint16Array(groups * groupInputs).fill(mac.activation.codeOf(mac.activation.zeroRank)));
  return {
    lanes: () => 1,
    tile: [1, 1],
    rowBytes: () => 0,
    pixelBytes: groups * slot * 2,
    stride: blocks * BLOCK,
    wide: false,
    expand(source, panel, _, { height, width, left }, { firstRow, rows, columns }) {
      memory.kernels.expandTerms(source, panel, zeros, height, width, groups, groupInputs, firstRow, rows, left, columns, slot, terms, table, BY_TABLE, bits);
    },
    sum(panel, rows, _, { outWidth }, steps, sums) {
      memory.kernels.selectRows(panel, rows, outWidth, steps.row, steps.pixel, groups, slot * 2, packed, blocks, steps.runs, steps.runCount, runs.taps * slot * 2, sums, terms);
    },
  };
}

/** `[group][block][tap][pair of activations]`, each 64 bytes: indices of outputs 0-3 and 4-7, then their weights. */
function packWeights({ codes, groups, groupInputs, groupOutputs, runs }: LayerWeights, factors: ProductFactors, terms: number, slot: number, blocks: number): Int16Array {
  const taps = runs.count * runs.taps;
  const pairs = slot / terms / 2;
  const packed = new Int16Array(groups * blocks * taps * pairs * 4 * VECTOR);
  const outputs = groups * groupOutputs;
  for (let o = 0; o < outputs; o++) {
    const [group, inGroup] = [Math.floor(o / groupOutputs), o % groupOutputs];
    const [block, lane] = [group * blocks + Math.floor(inGroup / BLOCK), inGroup % BLOCK];
    for (let tap = 0; tap < taps; tap++) {
      for (let i = 0; i < groupInputs; i++) {
        const row = codes[(tap * groupInputs + i) * outputs + o]! * factors.terms;
        const factor = factors.weights.subarray(row, row + factors.terms);
        const term = Math.max(0, factor.findIndex((value) => value !== 0));
        const part = ((block * taps + tap) * pairs + (i >> 1)) * 4 * VECTOR;
        const position = part + (lane >> 2) * VECTOR + (lane & 3) * 2 + (i & 1);
        // Bytes of the term in the vector of its activation.
        const byte = ((i * terms + term) * 2) % 16;
        packed[position] = byte | ((byte + 1) << 8);
        packed[position + 2 * VECTOR] = factor[term]!;
      }
    }
  }
  return packed;
}
