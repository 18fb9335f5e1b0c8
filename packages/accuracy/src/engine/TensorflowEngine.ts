import { BitscapeError } from '@bitscape/errors';
import type { Graph } from '@bitscape/network';
import * as tf from '@tensorflow/tfjs-core';
import { DeviceQuantizer } from '../tensorflow/DeviceQuantizer.js';
import { GraphProgram } from '../tensorflow/GraphProgram.js';
import type { QuantizationPlan } from '../plan/QuantizationPlan.js';
import type { InferenceEngine, PreparedNetwork } from './InferenceEngine.js';

/** Floating-point inference on the current TensorFlow.js backend; quantized networks compute with dequantized values. */
export class TensorflowEngine implements InferenceEngine {
  readonly label: string;

  /** @param label of the backend that `openBackend` made current */
  constructor(label: string) {
    this.label = label;
  }

  prepare(graph: Graph, plan: QuantizationPlan | null): PreparedNetwork {
    const quantizers = new Map([...(plan?.activations ?? [])].map(([tensor, { quantizer }]) => [tensor, new DeviceQuantizer(quantizer)]));
    const program = new GraphProgram(graph, {
      weights: new Map([...(plan?.weights ?? [])].map(([node, { values }]) => [node, values])),
      hook: { tensors: new Set(quantizers.keys()), onTensor: (name, tensor, owned) => quantizers.get(name)!.apply(tensor, owned) },
    });
    const size = graph.input.shape.slice(1).reduce((product, length) => product * length, 1);
    return {
      engine: this.label,
      run(pixels, images) {
        if (pixels.length !== images * size) {
          throw new BitscapeError('internal', `${pixels.length} values are not ${images} images of ${size} values`);
        }
        return tf.tidy(() => program.run(tf.tensor(pixels, [images, ...graph.input.shape.slice(1)])).dataSync<'float32'>());
      },
      dispose() {
        program.dispose();
        quantizers.forEach((quantizer) => quantizer.dispose());
      },
    };
  }
}
