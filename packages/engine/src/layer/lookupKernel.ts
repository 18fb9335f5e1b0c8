import { accumulatorRange } from '@bitscape/datapath';
import type { KernelMemory } from '../wasm/KernelMemory.js';
import type { LayerKernel } from './LayerKernel.js';
import type { LayerWeights } from './LayerWeights.js';

/** Sums in int32 (modulo 2^32), exact sums in doubles, or sums held to the accumulator's range after each product. */
export type LookupMode = 'int32' | 'double' | 'ordered';

/** One lookup in the product table a product. */
export function lookupKernel(memory: KernelMemory, weights: LayerWeights, mode: LookupMode): LayerKernel {
  const { mac, codes, groups, groupInputs, groupOutputs, runs } = weights;
  const { kernels } = memory;
  const columns = 2 ** mac.activation.bits;
  const channels = groups * groupInputs;
  const outputs = groups * groupOutputs;
  const shift = mode === 'int32' ? 2 : 3;
  const rowOf = new Map<number, number>();
  for (const code of new Set(codes)) {
    const row = mac.products.subarray(code * columns, (code + 1) * columns);
    // Int32Array takes integers modulo 2^32, which is what wrapping sums need.
    rowOf.set(code, memory.put(mode === 'int32' ? Int32Array.from(row) : Float64Array.from(row)));
  }
  const reduction = codes.length / outputs;
  const packed = memory.put(Uint32Array.from({ length: codes.length }, (_, i) => rowOf.get(codes[(i % reduction) * outputs + Math.floor(i / reduction)]!)!));
  const length = runs.taps * groupInputs;
  const zero = mac.activation.codeOf(mac.activation.zeroRank);
  const { min, max } = accumulatorRange(mac.accumulator);
  const wraps = mac.accumulator.overflow === 'wrap' ? 1 : 0;
  return {
    lanes: () => 1,
    tile: [1, 1],
    rowBytes: () => 0,
    pixelBytes: channels * 4,
    stride: groupOutputs,
    wide: mode !== 'int32',
    expand(source, panel, _, { height, width, left }, { firstRow, rows, columns: across }) {
      kernels.expandOffsets(source, panel, zero, height, width, channels, firstRow, rows, left, across, shift);
    },
    sum(panel, rows, _, { outWidth }, steps, sums) {
      const parameters = [panel, rows, outWidth, steps.row, steps.pixel, groups, groupInputs * 4, packed, groupOutputs, steps.runs, steps.runCount, length, sums];
      if (mode === 'int32') kernels.lookupRows32(...parameters);
      else if (mode === 'double') kernels.lookupRows64(...parameters);
      else kernels.orderedRows(...parameters, min, max, wraps);
    },
  };
}
