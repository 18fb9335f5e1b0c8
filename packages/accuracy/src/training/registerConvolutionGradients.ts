import * as tf from '@tensorflow/tfjs-core';
import { convolutionFilterGradient, type ConvolutionGeometry, convolutionInputGradient } from './convolutionGradients.js';

interface Attributes {
  readonly strides: number | [number, number];
  readonly pad: Parameters<typeof tf.backend_util.computeConv2DInfo>[4];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly inputShape?: [number, number, number, number];
  readonly filterShape?: [number, number, number, number];
}

type Shape4D = [number, number, number, number];

/**
 * Gives the WebAssembly backend convolution gradients made of its own fast forward convolution: it has no kernel
 * `Conv2DBackpropFilter`, and its `Conv2DBackpropInput` is a plain loop. Further calls change nothing.
 */
export function registerConvolutionGradients(): void {
  if (tf.getKernel(tf.Conv2DBackpropFilter, 'wasm') !== undefined) return;
  if (tf.getKernel(tf.Conv2DBackpropInput, 'wasm') !== undefined) tf.unregisterKernel(tf.Conv2DBackpropInput, 'wasm');
  tf.registerKernel({ kernelName: tf.Conv2DBackpropInput, backendName: 'wasm', kernelFunc: inputGradient });
  tf.registerKernel({ kernelName: tf.Conv2DBackpropFilter, backendName: 'wasm', kernelFunc: filterGradient });
}

interface KernelArguments {
  readonly inputs: tf.NamedTensorInfoMap;
  readonly attrs?: unknown;
}

// The engine hands tensors to kernels and takes tensors back; only the declared types are wider.
function inputGradient({ inputs, attrs }: KernelArguments): tf.TensorInfo {
  const { dy, filter } = inputs as unknown as { dy: tf.Tensor4D; filter: tf.Tensor4D };
  const attributes = attrs as Attributes;
  return convolutionInputGradient(dy, filter, geometryOf(attributes.inputShape!, filter.shape, attributes));
}

function filterGradient({ inputs, attrs }: KernelArguments): tf.TensorInfo {
  const { x, dy } = inputs as unknown as { x: tf.Tensor4D; dy: tf.Tensor4D };
  const attributes = attrs as Attributes;
  return convolutionFilterGradient(x, dy, geometryOf(x.shape, attributes.filterShape!, attributes));
}

function geometryOf(inputShape: Shape4D, filterShape: Shape4D, { strides, pad, dimRoundingMode }: Attributes): ConvolutionGeometry {
  const info = tf.backend_util.computeConv2DInfo(inputShape, filterShape, strides, 1, pad, dimRoundingMode, false);
  return {
    inputShape,
    filterShape,
    strides: [info.strideHeight, info.strideWidth],
    padTop: info.padInfo.top,
    padLeft: info.padInfo.left,
  };
}
