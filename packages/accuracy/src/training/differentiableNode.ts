import { BitscapeError } from '@bitscape/errors';
import type { ActivationFunction, BinaryNode, Conv2dNode, DenseNode, GraphNode, PoolNode, SliceNode } from '@bitscape/network';
import * as tf from '@tensorflow/tfjs-core';
import type { BatchStatistics } from './batchNormArithmetic.js';
import { trainingBatchNorm } from './trainingBatchNorm.js';

export interface TrainingContext {
  /** A constant of the graph as a tensor. */
  readonly constant: (name: string) => tf.Tensor;
  /** Receives the statistics that a batch normalisation measured. */
  readonly onStatistics: (node: GraphNode & { op: 'batchNorm' }, statistics: BatchStatistics) => void;
}

/**
 * Runs one node with operations that have gradients on every backend; batch normalisation uses the statistics of the batch.
 *
 * @throws BitscapeError `unsupported-operator` for what cannot be trained: dilated convolutions and pools.
 */
export function differentiableNode(node: GraphNode, inputs: readonly tf.Tensor[], context: TrainingContext): tf.Tensor {
  const x = inputs[0]!;
  switch (node.op) {
    case 'conv2d':
      return convolution(node, x as tf.Tensor4D, context);
    case 'dense':
      return dense(node, x, context);
    case 'batchNorm': {
      const [gamma, beta] = [context.constant(node.gamma), context.constant(node.beta)];
      return trainingBatchNorm(x, gamma, beta, node.epsilon, (statistics) => context.onStatistics(node, statistics));
    }
    case 'activation':
      return activation(node.fn, x);
    case 'binary':
      return binary(node, inputs, context);
    case 'pool':
      return pool(node, x as tf.Tensor4D);
    case 'reduceMean':
      return tf.mean(x, [...node.axes], node.keepDims);
    case 'reshape':
      return tf.reshape(x, [x.shape[0], ...node.shape.slice(1)]);
    case 'transpose':
      return tf.transpose(x, [...node.permutation]);
    case 'concat':
      return tf.concat([...inputs], node.axis);
    case 'pad':
      return tf.pad(x, node.pads.map(([before, after]): [number, number] => [before, after]), node.value);
    case 'slice':
      return steppedSlice(node, x);
    case 'softmax':
      return softmax(x, node.axis);
    case 'quantize':
      throw untrainable(node, 'a quantizer of the network itself');
  }
}

function convolution(node: Conv2dNode, x: tf.Tensor4D, { constant }: TrainingContext): tf.Tensor {
  if (Math.max(...node.dilations) > 1) throw untrainable(node, 'a dilated convolution');
  const filter = constant(node.weight) as tf.Tensor4D;
  const { pads, groups } = node;
  const pad: [[number, number], [number, number], [number, number], [number, number]] = [[0, 0], [pads.top, pads.bottom], [pads.left, pads.right], [0, 0]];
  const one = (input: tf.Tensor4D, kernel: tf.Tensor4D): tf.Tensor4D => tf.conv2d(input, kernel, [node.strides[0], node.strides[1]], pad);
  const filters = groups === 1 ? [filter] : tf.split<tf.Tensor4D>(filter, groups, 3);
  const y = groups === 1 ? one(x, filter) : tf.concat(tf.split<tf.Tensor4D>(x, groups, 3).map((part, group) => one(part, filters[group]!)), 3);
  return node.bias === undefined ? y : tf.add(y, constant(node.bias));
}

function dense(node: DenseNode, x: tf.Tensor, { constant }: TrainingContext): tf.Tensor {
  const weight = constant(node.weight) as tf.Tensor2D;
  const rows = tf.reshape(x, [-1, weight.shape[0]]);
  const product = rowsTimes(rows as tf.Tensor2D, weight);
  const y = node.bias === undefined ? product : tf.add(product, constant(node.bias));
  return x.rank === 2 ? y : tf.reshape(y, [...x.shape.slice(0, -1), weight.shape[1]]);
}

/** Matrix product whose gradients transpose first: WebAssembly multiplies fast only what is not marked as transposed. */
function rowsTimes(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor {
  const multiply = tf.customGrad((...args: (tf.Tensor | tf.GradSaveFunc)[]) => {
    const [left, right, save] = args as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
    save([left, right]);
    return {
      value: tf.matMul(left, right),
      gradFunc: (dy: tf.Tensor, [l, r]: tf.Tensor[]) => [tf.matMul(dy, tf.transpose(r!)), tf.matMul(tf.transpose(l!), dy)],
    };
  });
  return multiply(a, b);
}

const FLOAT_MAX = 3.4028234663852886e38;

function activation(fn: ActivationFunction, x: tf.Tensor): tf.Tensor {
  switch (fn.kind) {
    case 'relu':
      return tf.relu(x);
    case 'leakyRelu':
      return tf.leakyRelu(x, fn.alpha);
    case 'clip':
      return tf.clipByValue(x, Math.max(fn.min, -FLOAT_MAX), Math.min(fn.max, FLOAT_MAX));
    case 'sigmoid':
      return tf.sigmoid(x);
    case 'tanh':
      return tf.tanh(x);
  }
}

const BINARY = { add: tf.add, sub: tf.sub, mul: tf.mul, div: tf.div } as const;

function binary(node: BinaryNode, inputs: readonly tf.Tensor[], { constant }: TrainingContext): tf.Tensor {
  const apply = BINARY[node.fn] as (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;
  if (node.constant === undefined) return apply(inputs[0]!, inputs[1]!);
  const value = constant(node.constant.name);
  return node.constant.side === 'left' ? apply(value, inputs[0]!) : apply(inputs[0]!, value);
}

function pool(node: PoolNode, x: tf.Tensor4D): tf.Tensor {
  if (Math.max(...node.dilations) > 1) throw untrainable(node, 'a dilated pool');
  const { pads } = node;
  const kernel: [number, number] = [node.kernel[0], node.kernel[1]];
  const strides: [number, number] = [node.strides[0], node.strides[1]];
  const padded = pads.top + pads.bottom + pads.left + pads.right > 0;
  const around = (tensor: tf.Tensor4D, value: number): tf.Tensor4D =>
    padded ? tf.pad(tensor, [[0, 0], [pads.top, pads.bottom], [pads.left, pads.right], [0, 0]], value) : tensor;
  if (node.kind === 'max') return tf.maxPool(around(x, -FLOAT_MAX), kernel, strides, 'valid');
  const average = tf.avgPool(around(x, 0), kernel, strides, 'valid');
  if (!padded || node.countPadding) return average;
  return tf.div(average, tf.avgPool(around(tf.ones([1, x.shape[1], x.shape[2], 1]), 0), kernel, strides, 'valid'));
}

/** A slice with steps made of pad, reshape and plain slices: `StridedSlice` has no gradient. */
function steppedSlice(node: SliceNode, x: tf.Tensor): tf.Tensor {
  let result = x;
  for (const [axis, range] of node.ranges.entries()) {
    if (axis === 0) continue;
    const end = Math.min(range.end, result.shape[axis]!);
    const length = end - range.start;
    const begin = result.shape.map((_, i) => (i === axis ? range.start : 0));
    if (length !== result.shape[axis]) result = tf.slice(result, begin, result.shape.map((size, i) => (i === axis ? length : size)));
    if (range.step === 1) continue;
    const count = Math.ceil(length / range.step);
    const missing = count * range.step - length;
    const full = missing === 0 ? result : tf.pad(result, result.shape.map((_, i): [number, number] => [0, i === axis ? missing : 0]));
    const outer = full.shape.slice(0, axis).reduce((a, b) => a * b, 1);
    const inner = full.shape.slice(axis + 1).reduce((a, b) => a * b, 1);
    const shape = [...full.shape.slice(0, axis), count, ...full.shape.slice(axis + 1)];
    result = tf.reshape(tf.slice(tf.reshape(full, [outer * count, range.step, inner]), [0, 0, 0], [outer * count, 1, inner]), shape);
  }
  return result;
}

function softmax(x: tf.Tensor, axis: number): tf.Tensor {
  const at = axis < 0 ? x.rank + axis : axis;
  if (at === x.rank - 1) return tf.softmax(x);
  const swap = [...x.shape.keys()];
  [swap[at], swap[x.rank - 1]] = [x.rank - 1, at];
  return tf.transpose(tf.softmax(tf.transpose(x, swap)), swap);
}

function untrainable(node: GraphNode, what: string): BitscapeError {
  return new BitscapeError('unsupported-operator', `${what} cannot be trained`, { where: { node: node.name }, hint: 'Train with other tools and evaluate the ONNX file here.' });
}
