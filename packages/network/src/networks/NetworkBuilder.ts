import { createGraph } from '../createGraph.js';
import { seededUniform } from '../datasets/glyphs/seededUniform.js';
import type { Graph, Shape, Tensor } from '../graph.js';
import { GraphBuilder } from '../GraphBuilder.js';
import { heNormal } from './heNormal.js';

/** Writes down an untrained network layer by layer: He-normal weights, zero biases, identity batch normalisation. */
export class NetworkBuilder {
  readonly #builder = new GraphBuilder();
  readonly #uniform: () => number;
  readonly #input: { readonly name: string; readonly shape: Shape };
  readonly #name: string;

  constructor(name: string, imageShape: Shape, seed: number) {
    this.#name = name;
    this.#uniform = seededUniform(seed);
    this.#input = { name: 'input', shape: [-1, ...imageShape] };
    this.#builder.addInput(this.#input.name, this.#input.shape);
  }

  get input(): string {
    return this.#input.name;
  }

  shapeOf(tensor: string): Shape {
    return this.#builder.shapes.get(tensor)!;
  }

  #constant(name: string, size: number, value: number): string {
    const tensor: Tensor = { shape: [size], data: new Float32Array(size).fill(value) };
    return this.#builder.addConstant(name, tensor);
  }

  /** 3x3 convolution with padding 1; without a bias when `batchNorm` follows it. */
  conv(name: string, from: string, outChannels: number, options: { stride?: number; batchNorm?: boolean } = {}): string {
    const inChannels = this.shapeOf(from)[3]!;
    const { stride = 1, batchNorm = false } = options;
    const weight = this.#builder.addConstant(`${name}/weight`, heNormal([3, 3, inChannels, outChannels], 9 * inChannels, this.#uniform));
    const convolved = this.#builder.addNode(
      {
        op: 'conv2d',
        inputs: [from],
        kernel: [3, 3],
        strides: [stride, stride],
        dilations: [1, 1],
        pads: { top: 1, bottom: 1, left: 1, right: 1 },
        groups: 1,
        weight,
        ...(batchNorm ? {} : { bias: this.#constant(`${name}/bias`, outChannels, 0) }),
      },
      name,
    );
    return batchNorm ? this.#norm(`${name}/norm`, convolved, outChannels) : convolved;
  }

  /** Dense layer; without a bias when `batchNorm` follows it. */
  dense(name: string, from: string, outFeatures: number, { batchNorm = false }: { batchNorm?: boolean } = {}): string {
    const inFeatures = this.shapeOf(from).at(-1)!;
    const weight = this.#builder.addConstant(`${name}/weight`, heNormal([inFeatures, outFeatures], inFeatures, this.#uniform));
    const bias = batchNorm ? {} : { bias: this.#constant(`${name}/bias`, outFeatures, 0) };
    const product = this.#builder.addNode({ op: 'dense', inputs: [from], weight, ...bias }, name);
    return batchNorm ? this.#norm(`${name}/norm`, product, outFeatures) : product;
  }

  #norm(name: string, from: string, channels: number): string {
    const parameter = (role: string, value: number): string => this.#constant(`${name}/${role}`, channels, value);
    return this.#builder.addNode(
      {
        op: 'batchNorm',
        inputs: [from],
        gamma: parameter('gamma', 1),
        beta: parameter('beta', 0),
        mean: parameter('mean', 0),
        variance: parameter('variance', 1),
        epsilon: Math.fround(1e-5),
      },
      name,
    );
  }

  relu(from: string): string {
    return this.#builder.addNode({ op: 'activation', inputs: [from], fn: { kind: 'relu' } }, `${from}/relu`);
  }

  add(name: string, left: string, right: string): string {
    return this.#builder.addNode({ op: 'binary', fn: 'add', inputs: [left, right] }, name);
  }

  /** 2x2 max pooling with stride 2. */
  maxPool(from: string): string {
    const pads = { top: 0, bottom: 0, left: 0, right: 0 };
    return this.#builder.addNode(
      { op: 'pool', kind: 'max', inputs: [from], kernel: [2, 2], strides: [2, 2], dilations: [1, 1], pads, countPadding: false },
      `${from}/pool`,
    );
  }

  globalAveragePool(from: string): string {
    return this.#builder.addNode({ op: 'reduceMean', inputs: [from], axes: [1, 2], keepDims: false }, `${from}/mean`);
  }

  flatten(from: string): string {
    const features = this.shapeOf(from).slice(1).reduce((product, size) => product * size, 1);
    return this.#builder.addNode({ op: 'reshape', inputs: [from], shape: [-1, features] }, `${from}/flatten`);
  }

  /** Every second pixel, channels padded with zeros (He et al. 2016, arXiv:1512.03385, shortcut option A). */
  halvingShortcut(name: string, from: string, outChannels: number): string {
    const [, height, width, channels] = this.shapeOf(from) as [number, number, number, number];
    const ranges = [height, width].map((size) => ({ start: 0, end: size, step: 2 }));
    const sliced = this.#builder.addNode(
      { op: 'slice', inputs: [from], ranges: [{ start: 0, end: -1, step: 1 }, ...ranges, { start: 0, end: channels, step: 1 }] },
      `${name}/slice`,
    );
    const before = Math.floor((outChannels - channels) / 2);
    const pads = [[0, 0], [0, 0], [0, 0], [before, outChannels - channels - before]] as const;
    return this.#builder.addNode({ op: 'pad', inputs: [sliced], pads, value: 0 }, `${name}/pad`);
  }

  finish(output: string): Graph {
    return createGraph({ name: this.#name, input: this.#input, output, nodes: this.#builder.nodes, constants: this.#builder.constants });
  }
}
