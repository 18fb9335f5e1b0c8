import type { ProductFactors } from '../plan/factorProducts.js';
import { WINOGRAD_TILE as TILE, WINOGRAD_WINDOW as WINDOW } from '../plan/winogradWeights.js';
import type { KernelMemory } from '../wasm/KernelMemory.js';
import { termExpansion } from './dotKernel.js';
import type { LayerKernel } from './LayerKernel.js';
import type { LayerWeights } from './LayerWeights.js';

/** Outputs of one block of the dot kernel. */
const BLOCK = 8;
/** Terms (int16) of one vector. */
const VECTOR = 8;
/** Tiles that share a walk through the weights. */
const TILES = 32;
const POSITIONS = WINDOW * WINDOW;
const SCRATCH = 384;

/**
 * Convolutions of 3 × 3 with stride 1 by exact integer Winograd transforms: 36 products of the transformed domain instead of 144 for each
 * 4 × 4 outputs, as dot products of 36 groups.
 *
 * @param transformed weights `[36][inputs * terms][outputs]`
 */
export function winogradKernel(memory: KernelMemory, weights: LayerWeights, factors: ProductFactors, transformed: Int16Array): LayerKernel {
  const { groupInputs, groupOutputs } = weights;
  const inputs = groupInputs * factors.terms;
  const slot = Math.ceil(inputs / VECTOR) * VECTOR;
  const blocks = Math.ceil(groupOutputs / BLOCK);
  const stride = blocks * BLOCK;
  const packed = memory.put(packWeights(transformed, inputs, groupOutputs, slot, blocks));
  const expansion = termExpansion(memory, weights, factors, slot);
  const pixelBytes = slot * 2;
  const wholeRun = memory.put(Int32Array.of(0));
  const across = (width: number): number => Math.ceil(width / TILE);
  return {
    tile: TILE,
    pixelBytes,
    stride,
    wide: false,
    lanes: ({ outHeight, outWidth }) => Math.ceil(TILES / (across(outHeight) * across(outWidth))),
    rowBytes: (width) => (across(width) * POSITIONS * (pixelBytes + 4 * stride)) / TILE,
    expand(source, panel, images, shape, region) {
      const { height, width } = shape;
      for (let image = 0; image < images; image++) {
        expansion(source + image * height * width * groupInputs * 2, panel + image * region.rows * region.columns * pixelBytes, shape, region);
      }
    },
    sum(panel, rows, images, { outWidth }, steps, sums) {
      const { kernels, mark } = memory;
      const [tileRows, tileColumns] = [across(rows), across(outWidth)];
      const perImage = tileRows * tileColumns;
      const tiles = perImage * images;
      const panelBytes = (tileRows * TILE + 2) * steps.row;
      const windows = memory.allocate(POSITIONS * tiles * pixelBytes);
      const products = memory.allocate(tiles * POSITIONS * stride * 4);
      const scratch = memory.allocate(Math.max(WINDOW * steps.row, SCRATCH));
      for (let image = 0; image < images; image++) {
        kernels.winogradInput(panel + image * panelBytes, steps.row, pixelBytes, tileRows, tileColumns, windows + image * perImage * pixelBytes, tiles * pixelBytes, scratch);
      }
      kernels.dotRows(windows, 1, tiles, 0, pixelBytes, POSITIONS, tiles * pixelBytes, packed, blocks, wholeRun, 1, slot / 2, products);
      for (let image = 0; image < images; image++) {
        kernels.winogradOutput(products + image * perImage * POSITIONS * stride * 4, sums + image * rows * outWidth * stride * 4, rows, outWidth, stride, scratch);
      }
      memory.release(mark);
    },
  };
}

/** `[position][block][pair][8 outputs][2]`; slots and outputs behind the last are zero. */
function packWeights(transformed: Int16Array, inputs: number, outputs: number, slot: number, blocks: number): Int16Array {
  const packed = new Int16Array(POSITIONS * blocks * slot * BLOCK);
  for (let position = 0; position < POSITIONS; position++) {
    for (let i = 0; i < inputs; i++) {
      for (let o = 0; o < outputs; o++) {
        const block = position * blocks + Math.floor(o / BLOCK);
        packed[(block * (slot / 2) + (i >> 1)) * 2 * BLOCK + (o % BLOCK) * 2 + (i & 1)] = transformed[(position * inputs + i) * outputs + o]!;
      }
    }
  }
  return packed;
}
