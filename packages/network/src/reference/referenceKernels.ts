import type { ActivationFunction, GraphNode, Shape, Tensor } from '../graph.js';
import { applyQuantizer } from '../quantizer/applyQuantizer.js';
import { fill, position } from './coordinates.js';
import { conv2dReference, poolReference } from './windowKernels.js';

/** Computes one node: inputs and output have their batch size in front. */
export type ReferenceKernel = (node: GraphNode, inputs: readonly Tensor[], shape: Shape, constants: ReadonlyMap<string, Tensor>) => Float32Array;

type NodeOf<Op extends GraphNode['op']> = Extract<GraphNode, { op: Op }>;
type Kernels = {
  readonly [Op in GraphNode['op']]: (node: NodeOf<Op>, inputs: readonly Tensor[], shape: Shape, constants: ReadonlyMap<string, Tensor>) => Float32Array;
};

/** Value of an activation function. */
export function activate(fn: ActivationFunction, x: number): number {
  switch (fn.kind) {
    case 'relu':
      return Math.max(x, 0);
    case 'leakyRelu':
      return x < 0 ? fn.alpha * x : x;
    case 'clip':
      return Math.min(Math.max(x, fn.min), fn.max);
    case 'sigmoid':
      return 1 / (1 + Math.exp(-x));
    case 'tanh':
      return Math.tanh(x);
  }
}

const BINARY = {
  add: (a: number, b: number): number => a + b,
  sub: (a: number, b: number): number => a - b,
  mul: (a: number, b: number): number => a * b,
  div: (a: number, b: number): number => a / b,
};

export const REFERENCE_KERNELS: Kernels = {
  conv2d: conv2dReference,
  pool: poolReference,
  dense(node, [input], shape, constants) {
    const weight = constants.get(node.weight)!;
    const bias = node.bias === undefined ? undefined : constants.get(node.bias)!.data;
    const [inFeatures, outFeatures] = [weight.shape[0]!, weight.shape[1]!];
    const rows = input!.data.length / inFeatures;
    const output = new Float32Array(shape.reduce((product, size) => product * size, 1));
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < outFeatures; column++) {
        let sum = bias?.[column] ?? 0;
        for (let k = 0; k < inFeatures; k++) sum += input!.data[row * inFeatures + k]! * weight.data[k * outFeatures + column]!;
        output[row * outFeatures + column] = sum;
      }
    }
    return output;
  },
  batchNorm(node, [input], _shape, constants) {
    const [gamma, beta, mean, variance] = [node.gamma, node.beta, node.mean, node.variance].map((name) => constants.get(name)!.data);
    return input!.data.map((x, index) => {
      const c = index % gamma!.length;
      return ((x - mean![c]!) / Math.sqrt(variance![c]! + node.epsilon)) * gamma![c]! + beta![c]!;
    });
  },
  activation: (node, [input]) => input!.data.map((x) => activate(node.fn, x)),
  quantize: (node, [input]) => applyQuantizer(node.quantizer, input!.data),
  binary(node, inputs, shape, constants) {
    const other = node.constant === undefined ? inputs[1]! : constants.get(node.constant.name)!;
    const [left, right] = node.constant?.side === 'left' ? [other, inputs[0]!] : [inputs[0]!, other];
    return fill(shape, (at) => BINARY[node.fn](left.data[position(left.shape, at)]!, right.data[position(right.shape, at)]!));
  },
  reduceMean(node, [input], shape) {
    const reduced = input!.shape.map((size, axis) => (node.axes.includes(axis) ? size : 1));
    const count = reduced.reduce((product, size) => product * size, 1);
    return fill(shape, (at) => {
      let kept = 0;
      const base = input!.shape.map((_, axis) => (node.axes.includes(axis) ? (kept += node.keepDims ? 1 : 0, 0) : at[kept++]!));
      let sum = 0;
      fill(reduced, (offset) => (sum += input!.data[position(input!.shape, base.map((value, axis) => value + offset[axis]!))]!));
      return sum / count;
    });
  },
  reshape: (_node, [input]) => input!.data.slice(),
  transpose(node, [input], shape) {
    return fill(shape, (at) => {
      const source = new Array<number>(at.length);
      node.permutation.forEach((axis, index) => (source[axis] = at[index]!));
      return input!.data[position(input!.shape, source)]!;
    });
  },
  concat(node, inputs, shape) {
    return fill(shape, (at) => {
      let along = at[node.axis]!;
      let which = 0;
      while (along >= inputs[which]!.shape[node.axis]!) along -= inputs[which++]!.shape[node.axis]!;
      return inputs[which]!.data[position(inputs[which]!.shape, at.with(node.axis, along))]!;
    });
  },
  pad(node, [input], shape) {
    return fill(shape, (at) => {
      const source = at.map((value, axis) => value - node.pads[axis]![0]);
      const inside = source.every((value, axis) => value >= 0 && value < input!.shape[axis]!);
      return inside ? input!.data[position(input!.shape, source)]! : node.value;
    });
  },
  slice(node, [input], shape) {
    return fill(shape, (at) => input!.data[position(input!.shape, at.map((value, axis) => node.ranges[axis]!.start + value * node.ranges[axis]!.step))]!);
  },
  softmax(node, [input], shape) {
    const size = shape[node.axis]!;
    return fill(shape, (at) => {
      const values = Array.from({ length: size }, (_, index) => input!.data[position(shape, at.with(node.axis, index))]!);
      const peak = Math.max(...values);
      const sum = values.reduce((total, value) => total + Math.exp(value - peak), 0);
      return Math.exp(values[at[node.axis]!]! - peak) / sum;
    });
  },
};
