import * as tf from '@tensorflow/tfjs-core';
import { maxPoolGradient } from './maxPoolGradient.js';

type Pool2DArguments = Parameters<typeof tf.backend_util.computePool2DInfo>;

interface Attributes {
  readonly filterSize: Pool2DArguments[1];
  readonly strides: Pool2DArguments[2];
  readonly pad: Pool2DArguments[4];
  readonly dimRoundingMode?: Pool2DArguments[5];
}

const replaced = new WeakSet<object>();

/**
 * Replaces `MaxPoolGrad` of the WebAssembly backend, which (in 4.22.0) sends the gradient of a window without any positive value to its
 * first place instead of its largest. Further calls change nothing.
 */
export function registerMaxPoolGradient(): void {
  const present = tf.getKernel(tf.MaxPoolGrad, 'wasm');
  if (present !== undefined && replaced.has(present)) return;
  if (present !== undefined) tf.unregisterKernel(tf.MaxPoolGrad, 'wasm');
  const config: tf.KernelConfig = { kernelName: tf.MaxPoolGrad, backendName: 'wasm', kernelFunc: gradient };
  replaced.add(config);
  tf.registerKernel(config);
}

function gradient({ inputs, attrs }: { inputs: tf.NamedTensorInfoMap; attrs?: unknown }): tf.TensorInfo {
  const { dy, input } = inputs as unknown as { dy: tf.Tensor4D; input: tf.Tensor4D };
  const { filterSize, strides, pad, dimRoundingMode } = attrs as Attributes;
  const info = tf.backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad, dimRoundingMode);
  return tf.tensor(maxPoolGradient(input.dataSync<'float32'>(), dy.dataSync<'float32'>(), info), input.shape);
}
