import { applyQuantizer, type ActivationFunction, type BinaryNode, type SliceNode, type Tensor } from '@bitscape/network';
import * as tf from '@tensorflow/tfjs-core';
import type { ConstantLookup } from './constantLookup.js';
import { prepareConvolution } from './convolve.js';
import type { Step } from './fusedSteps.js';
import { poolWindows } from './poolWindows.js';

/** A step whose constants are on the device. */
export interface PreparedNode {
  /** New tensor from the step's inputs; temporary tensors are the caller's to tidy. */
  apply(inputs: readonly tf.Tensor[]): tf.Tensor;
  dispose(): void;
}

/** Uploads what a step needs and says how to run it. */
export function prepareNode(step: Step, constants: ConstantLookup): PreparedNode {
  const { node } = step;
  const { constant, weight } = constants;
  const optional = (name: string | undefined): Tensor | undefined => (name === undefined ? undefined : constant(name));
  switch (node.op) {
    case 'conv2d': {
      const convolution = prepareConvolution(node, weight(node), optional(node.bias), step.fused);
      return { apply: ([x]) => convolution.apply(x as tf.Tensor4D), dispose: () => convolution.dispose() };
    }
    case 'dense':
      return prepareDense(weight(node), optional(node.bias), step.fused);
    case 'batchNorm': {
      const [mean, variance, beta, gamma] = [node.mean, node.variance, node.beta, node.gamma].map((name) => upload(constant(name)));
      return {
        apply: ([x]) => tf.batchNorm(x!, mean as tf.Tensor1D, variance as tf.Tensor1D, beta, gamma, node.epsilon),
        dispose: () => tf.dispose([mean!, variance!, beta!, gamma!]),
      };
    }
    case 'binary':
      return prepareBinary(node, optional(node.constant?.name));
    case 'activation':
      return stateless((x) => activate(node.fn, x));
    case 'pool':
      return stateless((x) => poolWindows(node, x as tf.Tensor4D));
    case 'reduceMean':
      return stateless((x) => tf.mean(x, [...node.axes], node.keepDims));
    case 'reshape':
      return stateless((x) => tf.reshape(x, [x.shape[0], ...node.shape.slice(1)]));
    case 'transpose':
      return stateless((x) => tf.transpose(x, [...node.permutation]));
    case 'concat':
      return { apply: (inputs) => tf.concat([...inputs], node.axis), dispose: () => undefined };
    case 'pad':
      return stateless((x) => tf.pad(x, node.pads.map(([before, after]): [number, number] => [before, after]), node.value));
    case 'slice':
      return stateless((x) => slice(node, x));
    case 'softmax':
      return stateless((x) => softmax(x, node.axis));
    case 'quantize':
      return stateless((x) => tf.tensor(applyQuantizer(node.quantizer, x.dataSync<'float32'>()), x.shape));
  }
}

function stateless(apply: (x: tf.Tensor) => tf.Tensor): PreparedNode {
  return { apply: ([x]) => apply(x!), dispose: () => undefined };
}

function upload(tensor: Tensor): tf.Tensor {
  return tf.tensor(tensor.data, [...tensor.shape]);
}

function prepareDense(weight: Tensor, bias: Tensor | undefined, fused: Step['fused']): PreparedNode {
  const b = upload(weight) as tf.Tensor2D;
  const offset = bias === undefined ? {} : { bias: tf.tensor1d(bias.data) };
  return {
    apply: ([x]) => {
      const rows = tf.reshape(x!, [-1, weight.shape[0]!]);
      const product = tf.fused.matMul({ a: rows, b, activation: fused ?? 'linear', ...offset });
      return x!.rank === 2 ? product : tf.reshape(product, [...x!.shape.slice(0, -1), weight.shape[1]!]);
    },
    dispose: () => tf.dispose([b, offset]),
  };
}

const BINARY = { add: tf.add, sub: tf.sub, mul: tf.mul, div: tf.div } as const;

function prepareBinary(node: BinaryNode, constant: Tensor | undefined): PreparedNode {
  const op = BINARY[node.fn] as (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;
  if (constant === undefined) return { apply: ([a, b]) => op(a!, b!), dispose: () => undefined };
  const value = upload(constant);
  return { apply: ([x]) => (node.constant?.side === 'left' ? op(value, x!) : op(x!, value)), dispose: () => value.dispose() };
}

function activate(fn: ActivationFunction, x: tf.Tensor): tf.Tensor {
  switch (fn.kind) {
    case 'relu':
      return tf.relu(x);
    case 'leakyRelu':
      return tf.leakyRelu(x, fn.alpha);
    case 'clip':
      // Comparisons with an infinite bound are well defined, but the kernels take finite float32 bounds.
      return tf.clipByValue(x, Math.max(fn.min, -FLOAT_MAX), Math.min(fn.max, FLOAT_MAX));
    case 'sigmoid':
      return tf.sigmoid(x);
    case 'tanh':
      return tf.tanh(x);
  }
}

const FLOAT_MAX = 3.4028234663852886e38;

/** Strided slice of every axis but the batch. */
function slice(node: SliceNode, x: tf.Tensor): tf.Tensor {
  const inner = node.ranges.slice(1);
  const end = [x.shape[0], ...inner.map((range, i) => Math.min(range.end, x.shape[i + 1]!))];
  return tf.stridedSlice(x, [0, ...inner.map((range) => range.start)], end, [1, ...inner.map((range) => range.step)]);
}

/** TensorFlow.js has the softmax of the last axis only. */
function softmax(x: tf.Tensor, axis: number): tf.Tensor {
  const at = axis < 0 ? x.rank + axis : axis;
  if (at === x.rank - 1) return tf.softmax(x);
  const swap = [...x.shape.keys()];
  [swap[at], swap[x.rank - 1]] = [x.rank - 1, at];
  return tf.transpose(tf.softmax(tf.transpose(x, swap)), swap);
}
