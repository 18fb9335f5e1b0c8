import { storageGroups } from '@bitscape/datapath';
import type { Graph, Layer } from '@bitscape/network';
import { MagnitudeHistogram } from '@bitscape/quantization';
import * as tf from '@tensorflow/tfjs-core';
import { GraphProgram } from '../tensorflow/GraphProgram.js';
import type { Calibration } from './Calibration.js';

/** Normalized images, channels last. */
export interface ImageBatch {
  readonly pixels: Float32Array;
  readonly images: number;
}

/** Runs the float network on the batches and records the values of every tensor that a plan may quantize. */
export function calibrate(graph: Graph, layers: readonly Layer[], batches: Iterable<ImageBatch>): Calibration {
  const histograms = new Map(storageGroups(graph, layers).flatMap((group) => group.entries.map((name) => [name, new MagnitudeHistogram()] as const)));
  const program = new GraphProgram(graph, {
    hook: {
      tensors: new Set(histograms.keys()),
      onTensor(name, tensor) {
        histograms.get(name)!.add(tensor.dataSync<'float32'>());
        return tensor;
      },
    },
  });
  let images = 0;
  try {
    for (const batch of batches) {
      images += batch.images;
      tf.tidy(() => void program.run(tf.tensor(batch.pixels, [batch.images, ...graph.input.shape.slice(1)])));
    }
  } finally {
    program.dispose();
  }
  return { images, histograms };
}
