import type { Conv2dNode, Tensor } from '@bitscape/network';
import * as tf from '@tensorflow/tfjs-core';

/** A convolution with its weights already on the device, in the layout its kernel wants. */
export interface Convolution {
  apply(x: tf.Tensor4D): tf.Tensor4D;
  dispose(): void;
}

interface Options {
  readonly strides: [number, number];
  readonly pad: [[number, number], [number, number], [number, number], [number, number]];
  readonly dilations: [number, number];
  readonly activation: 'linear' | 'relu' | 'relu6';
}

type Shape4D = [number, number, number, number];

/**
 * Uploads the weights of a convolution. Depthwise ones use the depthwise kernel, other grouped ones one convolution a group. TensorFlow.js
 * refuses stride and dilation together, so a dilated kernel with a stride is spread out with zeros once, here.
 */
export function prepareConvolution(node: Conv2dNode, weight: Tensor, bias: Tensor | undefined, activation: Options['activation'] = 'linear'): Convolution {
  const { strides, pads } = node;
  const spread = Math.max(...strides) > 1 && Math.max(...node.dilations) > 1;
  const kernel = spread ? spreadKernel(weight, node.dilations) : weight;
  const options: Options = {
    strides: [strides[0], strides[1]],
    pad: [[0, 0], [pads.top, pads.bottom], [pads.left, pads.right], [0, 0]],
    dilations: spread ? [1, 1] : [node.dilations[0], node.dilations[1]],
    activation,
  };
  if (node.groups === 1) return dense(kernel, bias, options);
  return kernel.shape[2] === 1 ? depthwise(kernel, bias, node.groups, options) : grouped(kernel, bias, node.groups, options);
}

function dense(kernel: Tensor, bias: Tensor | undefined, options: Options): Convolution {
  const filter = upload(kernel);
  const offset = bias === undefined ? {} : { bias: tf.tensor1d(bias.data) };
  return { apply: (x) => tf.fused.conv2d({ x, filter, ...options, ...offset }), dispose: () => tf.dispose([filter, offset]) };
}

function depthwise(kernel: Tensor, bias: Tensor | undefined, groups: number, options: Options): Convolution {
  // Output channel g * multiplier + m reads input channel g: exactly the memory order of [height, width, groups, multiplier].
  const filter = upload({ shape: [kernel.shape[0]!, kernel.shape[1]!, groups, kernel.shape[3]! / groups], data: kernel.data });
  const offset = bias === undefined ? {} : { bias: tf.tensor1d(bias.data) };
  // The declared type of `pad` leaves the explicit form out, which the kernels take.
  const settings = options as Options & { pad: 'valid' };
  return {
    apply: (x) => tf.fused.depthwiseConv2d({ x, filter, ...settings, ...offset }),
    dispose: () => tf.dispose([filter, offset]),
  };
}

function grouped(kernel: Tensor, bias: Tensor | undefined, groups: number, options: Options): Convolution {
  const filters = tf.tidy(() => tf.split<tf.Tensor4D>(upload(kernel), groups, 3));
  const biases = bias === undefined ? undefined : tf.tidy(() => tf.split(tf.tensor1d(bias.data), groups));
  const one = (x: tf.Tensor4D, g: number): tf.Tensor4D =>
    tf.fused.conv2d({ x, filter: filters[g]!, ...options, ...(biases === undefined ? {} : { bias: biases[g]! }) });
  return {
    apply: (x) => tf.tidy(() => tf.concat(tf.split<tf.Tensor4D>(x, groups, 3).map(one), 3)),
    dispose: () => tf.dispose([filters, biases ?? []]),
  };
}

function upload(kernel: Tensor): tf.Tensor4D {
  return tf.tensor4d(kernel.data, [...kernel.shape] as Shape4D);
}

/** The same kernel with the dilation written out as zeros. */
function spreadKernel(weight: Tensor, dilations: readonly [number, number]): Tensor {
  const [height, width, inputs, outputs] = weight.shape as Shape4D;
  const tall = (height - 1) * dilations[0] + 1;
  const wide = (width - 1) * dilations[1] + 1;
  const block = inputs * outputs;
  const data = new Float32Array(tall * wide * block);
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      const from = (i * width + j) * block;
      data.set(weight.data.subarray(from, from + block), (i * dilations[0] * wide + j * dilations[1]) * block);
    }
  }
  return { shape: [tall, wide, inputs, outputs], data };
}
