import type { Graph } from '@bitscape/network';
import * as tf from '@tensorflow/tfjs-core';
import type { QuantizationPlan } from '../plan/QuantizationPlan.js';
import { DeviceQuantizer } from './DeviceQuantizer.js';
import { GraphProgram } from './GraphProgram.js';

/**
 * Every stored tensor of a quantized network as the current TensorFlow.js backend computes it, dequantized.
 *
 * @param pixels normalized images, channels last
 */
export function quantizedTensors(graph: Graph, plan: QuantizationPlan, pixels: Float32Array, images: number): Map<string, Float32Array> {
  const seen = new Map<string, Float32Array>();
  const quantizers = new Map([...plan.activations].map(([tensor, { quantizer }]) => [tensor, new DeviceQuantizer(quantizer)]));
  const program = new GraphProgram(graph, {
    weights: new Map([...plan.weights].map(([node, { values }]) => [node, values])),
    hook: {
      tensors: new Set(quantizers.keys()),
      onTensor(name, tensor, owned) {
        const quantized = quantizers.get(name)!.apply(tensor, owned);
        seen.set(name, quantized.dataSync<'float32'>().slice());
        return quantized;
      },
    },
  });
  try {
    tf.tidy(() => program.run(tf.tensor(pixels, [images, ...graph.input.shape.slice(1)])));
    return seen;
  } finally {
    program.dispose();
    quantizers.forEach((quantizer) => quantizer.dispose());
  }
}
