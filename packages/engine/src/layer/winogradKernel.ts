import type { WinogradTransform } from '../plan/winogradTransform.js';
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
/** Of the inverse transform, in bytes. */
const SCRATCH = 384;
const INVERSE_OF_3 = 0xaaaaaaab | 0;

/**
 * Convolutions of 3 × 3 with stride 1 by exact integer Winograd transforms: 36 products instead of 144 for each 4 × 4 outputs (24 instead of
 * 72 for 4 × 2, 16 instead of 36 for 2 × 2), as dot products with a group for each position of the transformed domain.
 */
export function winogradKernel(memory: KernelMemory, weights: LayerWeights, transform: WinogradTransform): LayerKernel {
  const { factors } = transform;
  const { groupInputs, groupOutputs } = weights;
  const inputs = groupInputs * factors.terms;
  const slot = Math.ceil(inputs / VECTOR) * VECTOR;
  const blocks = Math.ceil(groupOutputs / BLOCK);
  const stride = blocks * BLOCK;
  const { tile } = transform;
  const [tileHeight, tileWidth] = tile;
  const positions = (tileHeight + 2) * (tileWidth + 2);
  const inverse = tile.reduce<number>((product, size) => (size === 4 ? Math.imul(product, INVERSE_OF_3) : product), 1);
  const constants = new Int32Array(stride);
  constants.set(transform.constants);
  const constantsAddress = memory.put(constants);
  const packed = memory.put(packWeights(transform.weights, positions, inputs, groupOutputs, slot, blocks));
  const expansion = termExpansion(memory, weights, factors, slot);
  const pixelBytes = slot * 2;
  const wholeRun = memory.put(Int32Array.of(0));
  return {
    tile,
    pixelBytes,
    stride,
    wide: false,
    lanes: ({ outHeight, outWidth }) => Math.ceil(TILES / (Math.ceil(outHeight / tileHeight) * Math.ceil(outWidth / tileWidth))),
    rowBytes: (width) => (Math.ceil(width / tileWidth) * positions * (pixelBytes + 4 * stride)) / tileHeight,
    expand(source, panel, images, shape, region) {
      const { height, width } = shape;
      for (let image = 0; image < images; image++) {
        expansion(source + image * height * width * groupInputs * 2, panel + image * region.rows * region.columns * pixelBytes, shape, region);
      }
    },
    sum(panel, rows, images, { outWidth }, steps, sums) {
      const { kernels, mark } = memory;
      const [tileRows, tileColumns] = [Math.ceil(rows / tileHeight), Math.ceil(outWidth / tileWidth)];
      const perImage = tileRows * tileColumns;
      const tiles = perImage * images;
      const panelBytes = (tileRows * tileHeight + 2) * steps.row;
      const windows = memory.allocate(positions * tiles * pixelBytes);
      const products = memory.allocate(tiles * positions * stride * 4);
      const scratch = memory.allocate(Math.max((tileHeight + 2) * steps.row, SCRATCH));
      for (let image = 0; image < images; image++) {
        kernels.winogradInput(panel + image * panelBytes, steps.row, pixelBytes, tileRows, tileColumns, tileHeight, tileWidth, windows + image * perImage * pixelBytes, tiles * pixelBytes, scratch);
      }
      kernels.dotRows(windows, 1, tiles, 0, pixelBytes, positions, tiles * pixelBytes, packed, blocks, wholeRun, 1, slot / 2, products);
      for (let image = 0; image < images; image++) {
        kernels.winogradOutput(products + image * perImage * positions * stride * 4, sums + image * rows * outWidth * stride * 4, rows, outWidth, stride, tileHeight, tileWidth, inverse, constantsAddress, scratch);
      }
      memory.release(mark);
    },
  };
}

/** `[position][block][pair][8 outputs][2]`; slots and outputs behind the last are zero. */
function packWeights(transformed: Int16Array, positions: number, inputs: number, outputs: number, slot: number, blocks: number): Int16Array {
  const packed = new Int16Array(positions * blocks * slot * BLOCK);
  for (let position = 0; position < positions; position++) {
    for (let i = 0; i < inputs; i++) {
      for (let o = 0; o < outputs; o++) {
        const block = position * blocks + Math.floor(o / BLOCK);
        packed[(block * (slot / 2) + (i >> 1)) * 2 * BLOCK + (o % BLOCK) * 2 + (i & 1)] = transformed[(position * inputs + i) * outputs + o]!;
      }
    }
  }
  return packed;
}
