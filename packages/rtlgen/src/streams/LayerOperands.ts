import { accumulate, type LayerGeometry, type MacDatapath } from '@bitscape/datapath';
import { BitscapeError } from '@bitscape/errors';

interface Codes {
  readonly shape: readonly number[];
  readonly codes: ArrayLike<number>;
}

/** Operand codes of one layer as its array meets them: pixel by pixel, product by product. */
export class LayerOperands {
  readonly mac: MacDatapath;
  /** Output pixels of all images. */
  readonly pixels: number;
  /** Products summed for one output. */
  readonly reduction: number;
  readonly channels: number;
  readonly #geometry: Geometry;
  readonly #weights: ArrayLike<number>;
  readonly #activations: ArrayLike<number>;
  readonly #zero: number;

  /**
   * @param input `[batch, height, width, channels]`, or `[…, features]` for a dense layer
   * @param weights `[kernelHeight, kernelWidth, inChannels / groups, outChannels]` or `[inFeatures, outFeatures]`
   * @throws {BitscapeError} `internal` when the shapes do not fit
   */
  constructor(mac: MacDatapath, node: LayerGeometry, input: Codes, weights: Codes) {
    const geometry = geometryOf(node, input.shape, weights.shape);
    if (geometry.kernel[2] * geometry.groups !== geometry.input[3]) throw new BitscapeError('internal', `layer operands: [${weights.shape.join(', ')}] weights do not fit [${input.shape.join(', ')}]`);
    this.mac = mac;
    this.#geometry = geometry;
    this.#weights = weights.codes;
    this.#activations = input.codes;
    this.#zero = mac.activation.codeOf(mac.activation.zeroRank);
    this.pixels = geometry.input[0] * geometry.output[0] * geometry.output[1];
    this.reduction = geometry.kernel[0] * geometry.kernel[1] * geometry.kernel[2];
    this.channels = geometry.kernel[3];
  }

  /** Weight code of product `index` of an output channel. */
  weight(index: number, channel: number): number {
    return this.#weights[index * this.channels + channel]!;
  }

  /** Activation code of product `index` of a pixel; the code of zero in the padding. */
  activation(index: number, pixel: number, channel: number): number {
    const { input, kernel, output, strides, dilations, pads, groups } = this.#geometry;
    const i = index % kernel[2];
    const kx = Math.floor(index / kernel[2]) % kernel[1];
    const ky = Math.floor(index / (kernel[2] * kernel[1]));
    const x = pixel % output[1];
    const y = Math.floor(pixel / output[1]) % output[0];
    const n = Math.floor(pixel / (output[0] * output[1]));
    const row = y * strides[0] + ky * dilations[0] - pads.top;
    const column = x * strides[1] + kx * dilations[1] - pads.left;
    if (row < 0 || row >= input[1] || column < 0 || column >= input[2]) return this.#zero;
    const first = Math.floor(channel / (this.channels / groups)) * kernel[2];
    return this.#activations[((n * input[1] + row) * input[2] + column) * input[3] + first + i]!;
  }

  /** Sum of the first `count` products of an output, as the accumulator has it. */
  partialSum(pixel: number, channel: number, count: number): number {
    const { products, activation, accumulator } = this.mac;
    let sum = 0;
    for (let index = 0; index < count; index++) {
      sum = accumulate(accumulator, sum, products[this.weight(index, channel) * 2 ** activation.bits + this.activation(index, pixel, channel)]!);
    }
    return sum;
  }
}

interface Geometry {
  readonly input: readonly [number, number, number, number];
  readonly kernel: readonly [number, number, number, number];
  readonly output: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly pads: { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number };
  readonly groups: number;
}

function geometryOf(node: LayerGeometry, input: readonly number[], weights: readonly number[]): Geometry {
  if (node.op === 'conv2d') {
    const { strides, pads, dilations, groups } = node;
    const size = (axis: 0 | 1, before: number, after: number): number => Math.floor((input[axis + 1]! + before + after - dilations[axis] * (weights[axis]! - 1) - 1) / strides[axis]) + 1;
    return {
      input: [input[0]!, input[1]!, input[2]!, input[3]!],
      kernel: [weights[0]!, weights[1]!, weights[2]!, weights[3]!],
      output: [size(0, pads.top, pads.bottom), size(1, pads.left, pads.right)],
      strides, pads, dilations, groups,
    };
  }
  const features = input.at(-1)!;
  const batch = input.slice(0, -1).reduce((product, dimension) => product * dimension, 1);
  return { input: [batch, 1, 1, features], kernel: [1, 1, weights[0]!, weights[1]!], output: [1, 1], strides: [1, 1], dilations: [1, 1], pads: { top: 0, left: 0, bottom: 0, right: 0 }, groups: 1 };
}
