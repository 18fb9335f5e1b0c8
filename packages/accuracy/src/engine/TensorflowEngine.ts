import { BitscapeError } from '@bitscape/errors';
import type { Graph } from '@bitscape/network';
import * as tf from '@tensorflow/tfjs-core';
import { GraphProgram, type TensorHook } from '../tensorflow/GraphProgram.js';
import { quantizeTensorWith } from '../tensorflow/quantizeKernel.js';
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
    const program = new GraphProgram(graph, plan === null ? {} : { weights: weightsOf(plan), hook: quantizingHook(plan) });
    const size = graph.input.shape.slice(1).reduce((product, length) => product * length, 1);
    return {
      run(pixels, images) {
        if (pixels.length !== images * size) {
          throw new BitscapeError('internal', `${pixels.length} values are not ${images} images of ${size} values`);
        }
        return tf.tidy(() => program.run(tf.tensor(pixels, [images, ...graph.input.shape.slice(1)])).dataSync<'float32'>());
      },
      dispose: () => program.dispose(),
    };
  }
}

function weightsOf(plan: QuantizationPlan): ReadonlyMap<string, Float32Array> {
  return new Map([...plan.weights].map(([node, weights]) => [node, weights.values]));
}

function quantizingHook(plan: QuantizationPlan): TensorHook {
  return {
    tensors: new Set(plan.activations.keys()),
    onTensor: (name, tensor, owned) => quantizeTensorWith(tensor, plan.activations.get(name)!.quantizer, owned),
  };
}
