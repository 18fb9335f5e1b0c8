import type { Conv2dNode, DenseNode } from '@bitscape/network';
import { accumulate, accumulatorRange } from '../accumulate.js';
import type { LayerDatapath } from '../Datapath.js';
import { outputShape, type ConvGeometry } from './outputShape.js';

/** What the reference needs of a node: its geometry. */
export type LayerGeometry = Pick<Conv2dNode, 'op' | 'strides' | 'pads' | 'dilations' | 'groups'> | Pick<DenseNode, 'op'>;

/** Hardware codes of a tensor. */
export interface CodeTensor {
  readonly shape: readonly number[];
  readonly codes: Uint16Array;
}

export interface LayerOutput {
  /** `[batch, height, width, channels]` or `[batch, …, channels]`. */
  readonly shape: readonly number[];
  /** Final accumulator of each output, bias not added. */
  readonly accumulators: Float64Array;
  /** Output codes; absent without an encoder. */
  readonly codes?: Uint16Array;
}

/**
 * The integer reference of one layer: what its hardware computes, bit by bit, in the plainest form. Slow; an oracle.
 *
 * Products are added one at a time from 0 in the order kernel row, kernel column, input channel; the accumulator wraps or saturates after
 * each. Padding contributes the product with the activation code of zero.
 *
 * @param input `[batch, height, width, channels]` for a convolution, `[…, features]` for a dense layer
 * @param weights `[kernelHeight, kernelWidth, inChannels / groups, outChannels]` or `[inFeatures, outFeatures]`
 */
export function runLayer(layer: LayerDatapath, geometry: LayerGeometry, input: CodeTensor, weights: CodeTensor): LayerOutput {
  const { mac, encoder } = layer;
  const conv = asConvolution(geometry, input.shape, weights.shape);
  const [batch, outHeight, outWidth, outChannels] = outputShape(conv);
  const [, inHeight, inWidth, inChannels] = conv.input;
  const [kernelHeight, kernelWidth, groupInputs] = conv.kernel;
  const groupOutputs = outChannels / conv.groups;
  const columns = 2 ** mac.activation.bits;
  const { products, accumulator } = mac;
  const { min, max } = accumulatorRange(accumulator);
  const zero = mac.activation.codeOf(mac.activation.zeroRank);
  const accumulators = new Float64Array(batch * outHeight * outWidth * outChannels);
  let index = 0;
  for (let n = 0; n < batch; n++) {
    for (let y = 0; y < outHeight; y++) {
      for (let x = 0; x < outWidth; x++) {
        for (let o = 0; o < outChannels; o++) {
          const firstInput = Math.floor(o / groupOutputs) * groupInputs;
          let sum = 0;
          for (let ky = 0; ky < kernelHeight; ky++) {
            for (let kx = 0; kx < kernelWidth; kx++) {
              const row = y * conv.strides[0] + ky * conv.dilations[0] - conv.pads.top;
              const column = x * conv.strides[1] + kx * conv.dilations[1] - conv.pads.left;
              const inside = row >= 0 && row < inHeight && column >= 0 && column < inWidth;
              for (let i = 0; i < groupInputs; i++) {
                const activation = inside ? input.codes[((n * inHeight + row) * inWidth + column) * inChannels + firstInput + i]! : zero;
                const weight = weights.codes[((ky * kernelWidth + kx) * groupInputs + i) * outChannels + o]!;
                const product = products[weight * columns + activation]!;
                const exact = sum + product;
                sum = exact >= min && exact <= max ? exact : accumulate(accumulator, sum, product);
              }
            }
          }
          accumulators[index++] = sum;
        }
      }
    }
  }
  const shape = geometry.op === 'dense' ? [...input.shape.slice(0, -1), outChannels] : [batch, outHeight, outWidth, outChannels];
  if (encoder === undefined) return { shape, accumulators };
  return { shape, accumulators, codes: Uint16Array.from(accumulators, (sum, i) => encoder.encode(sum, i % outChannels)) };
}

/** A dense layer is a 1x1 convolution on a 1x1 image. */
function asConvolution(geometry: LayerGeometry, input: readonly number[], weights: readonly number[]): ConvGeometry {
  if (geometry.op === 'conv2d') {
    const { strides, pads, dilations, groups } = geometry;
    return { input: [input[0]!, input[1]!, input[2]!, input[3]!], kernel: [weights[0]!, weights[1]!, weights[2]!, weights[3]!], strides, pads, dilations, groups };
  }
  const features = input.at(-1)!;
  const batch = input.slice(0, -1).reduce((product, dimension) => product * dimension, 1);
  return {
    input: [batch, 1, 1, features],
    kernel: [1, 1, weights[0]!, weights[1]!],
    strides: [1, 1],
    pads: { top: 0, bottom: 0, left: 0, right: 0 },
    dilations: [1, 1],
    groups: 1,
  };
}
