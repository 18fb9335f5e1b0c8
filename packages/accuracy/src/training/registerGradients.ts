import * as tf from '@tensorflow/tfjs-core';
import { registerConvolutionGradients } from './registerConvolutionGradients.js';
import { registerMaxPoolGradient } from './registerMaxPoolGradient.js';

type Gradients = Record<string, () => tf.Tensor>;
type GradientFunction = (dy: tf.Tensor, saved: tf.Tensor[], attrs: never) => Gradients;

interface Rule {
  readonly kernel: string;
  /** Names of the inputs that the gradient reads; `'all'` for kernels with a list of inputs. */
  readonly inputs?: readonly string[] | 'all';
  /** The output stands behind the inputs. */
  readonly output?: true;
  readonly gradient: GradientFunction;
}

type Pads = [number, number][];

/**
 * Gradients of the kernels that training uses. The CommonJS build of @tensorflow/tfjs-core, which Node.js loads, comes without any.
 */
const RULES: readonly Rule[] = [
  { kernel: 'Identity', gradient: (dy) => ({ x: () => tf.clone(dy) }) },
  // Training casts float32 to float32 only.
  { kernel: 'Cast', gradient: (dy) => ({ x: () => tf.clone(dy) }) },
  { kernel: 'Reshape', inputs: ['x'], gradient: (dy, [x]) => ({ x: () => tf.reshape(dy, x!.shape) }) },
  { kernel: 'Transpose', gradient: (dy, _, { perm }: { perm: number[] }) => ({ x: () => tf.transpose(dy, inverse(perm)) }) },
  { kernel: 'PadV2', inputs: ['x'], gradient: (dy, [x], { paddings }: { paddings: Pads }) => ({ x: () => tf.slice(dy, paddings.map(([before]) => before), x!.shape) }) },
  { kernel: 'Slice', inputs: ['x'], gradient: (dy, [x], { begin, size }: { begin: number[]; size: number[] }) => ({ x: () => tf.pad(dy, around(x!.shape, begin, size)) }) },
  { kernel: 'Concat', inputs: 'all', gradient: concatGradient },
  { kernel: 'SplitV', gradient: (dy, _, { axis }: { axis: number }) => ({ x: () => tf.concat(dy as unknown as tf.Tensor[], axis) }) },
  { kernel: 'Sum', inputs: ['x'], gradient: (dy, [x], { axis }: { axis: number | number[] }) => ({ x: () => spread(dy, x!.shape, axis, 1) }) },
  { kernel: 'Mean', inputs: ['x'], gradient: (dy, [x], { axis }: { axis: number | number[] }) => ({ x: () => spread(dy, x!.shape, axis, dy.size / x!.size) }) },
  { kernel: 'Add', inputs: ['a', 'b'], gradient: (dy, [a, b]) => ({ a: () => reduce(dy, a!), b: () => reduce(dy, b!) }) },
  { kernel: 'Sub', inputs: ['a', 'b'], gradient: (dy, [a, b]) => ({ a: () => reduce(dy, a!), b: () => reduce(tf.neg(dy), b!) }) },
  { kernel: 'Multiply', inputs: ['a', 'b'], gradient: (dy, [a, b]) => ({ a: () => reduce(tf.mul(dy, b!), a!), b: () => reduce(tf.mul(dy, a!), b!) }) },
  {
    kernel: 'RealDiv',
    inputs: ['a', 'b'],
    gradient: (dy, [a, b]) => ({ a: () => reduce(tf.div(dy, b!), a!), b: () => reduce(tf.neg(tf.div(tf.mul(dy, a!), tf.mul(b!, b!))), b!) }),
  },
  { kernel: 'Relu', inputs: ['x'], gradient: (dy, [x]) => ({ x: () => tf.mul(dy, tf.step(x!)) }) },
  { kernel: 'LeakyRelu', inputs: ['x'], gradient: (dy, [x], { alpha }: { alpha: number }) => ({ x: () => tf.mul(dy, tf.step(x!, alpha)) }) },
  {
    kernel: 'ClipByValue',
    inputs: ['x'],
    gradient: (dy, [x], { clipValueMin, clipValueMax }: { clipValueMin: number; clipValueMax: number }) => ({
      x: () => tf.where(tf.logicalAnd(tf.greaterEqual(x!, clipValueMin), tf.lessEqual(x!, clipValueMax)), dy, tf.zerosLike(dy)),
    }),
  },
  { kernel: 'Sigmoid', output: true, gradient: (dy, [y]) => ({ x: () => tf.mul(dy, tf.mul(y!, tf.sub(1, y!))) }) },
  { kernel: 'Tanh', output: true, gradient: (dy, [y]) => ({ x: () => tf.mul(dy, tf.sub(1, tf.mul(y!, y!))) }) },
  { kernel: 'Softmax', output: true, gradient: (dy, [y]) => ({ logits: () => tf.mul(y!, tf.sub(dy, tf.sum(tf.mul(dy, y!), -1, true))) }) },
  { kernel: 'MaxPool', inputs: ['x'], output: true, gradient: (dy, [x, y], attrs) => ({ x: () => kernel('MaxPoolGrad', { dy, input: x!, output: y! }, attrs) }) },
  { kernel: 'AvgPool', inputs: ['x'], gradient: (dy, [x], attrs) => ({ x: () => kernel('AvgPoolGrad', { dy, input: x! }, attrs) }) },
  {
    kernel: 'Conv2D',
    inputs: ['x', 'filter'],
    gradient: (dy, [x, filter], attrs: object) => ({
      x: () => kernel('Conv2DBackpropInput', { dy, filter: filter! }, { ...attrs, inputShape: x!.shape }),
      filter: () => kernel('Conv2DBackpropFilter', { x: x!, dy }, { ...attrs, filterShape: filter!.shape }),
    }),
  },
];

/** Registers the gradients that are missing in this process, and better convolution and max-pool gradients for WebAssembly. Further calls change nothing. */
export function registerGradients(): void {
  registerConvolutionGradients();
  registerMaxPoolGradient();
  for (const { kernel: kernelName, inputs, output, gradient } of RULES) {
    if (tf.getGradient(kernelName) !== undefined) continue;
    tf.registerGradient({
      kernelName,
      ...(inputs === 'all' ? { saveAllInputs: true } : { inputsToSave: [...(inputs ?? [])] }),
      ...(output === undefined ? {} : { outputsToSave: [true] }),
      gradFunc: gradient as unknown as tf.GradFunc,
    });
  }
}

function kernel(name: string, inputs: tf.NamedTensorMap, attrs: object): tf.Tensor {
  return tf.engine().runKernel(name, inputs, attrs as tf.NamedAttrMap);
}

function inverse(permutation: readonly number[]): number[] {
  return permutation.map((_, axis) => permutation.indexOf(axis));
}

function around(shape: readonly number[], begin: readonly number[], size: readonly number[]): Pads {
  return shape.map((length, axis) => [begin[axis]!, length - begin[axis]! - (size[axis] === -1 ? length - begin[axis]! : size[axis]!)]);
}

function concatGradient(dy: tf.Tensor, saved: tf.Tensor[], { axis }: { axis: number }): Gradients {
  const along = axis < 0 ? dy.rank + axis : axis;
  let start = 0;
  const parts = saved.map(({ shape }, index): [string, () => tf.Tensor] => {
    const begin = shape.map((_, i) => (i === along ? start : 0));
    start += shape[along]!;
    return [String(index), () => tf.slice(dy, begin, shape)];
  });
  return Object.fromEntries(parts);
}

/** Gradient of a broadcast: sums over the axes along which `input` was repeated. */
function reduce(dy: tf.Tensor, input: tf.Tensor): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes(input.shape, dy.shape);
  return axes.length === 0 ? tf.clone(dy) : tf.reshape(tf.sum(dy, axes), input.shape);
}

/** Gradient of a sum over axes, times a factor: repeats `dy` along them. */
function spread(dy: tf.Tensor, shape: number[], axis: number | number[], factor: number): tf.Tensor {
  const axes = tf.util.parseAxisParam(axis, shape);
  return tf.mul(tf.reshape(dy, shape.map((length, i) => (axes.includes(i) ? 1 : length))), tf.fill(shape, factor));
}
