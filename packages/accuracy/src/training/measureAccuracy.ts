import { type Dataset, type Graph, type Normalization, normalizeImages } from '@bitscape/network';
import * as tf from '@tensorflow/tfjs-core';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { GraphProgram } from '../tensorflow/GraphProgram.js';
import { crossEntropy } from './crossEntropy.js';
import { trainableGraph } from './trainableGraph.js';

const BATCH = 128;

/** Accuracy and mean cross-entropy (nats) of some images, with the running statistics of batch normalisations. */
export async function measureAccuracy(
  graph: Graph,
  dataset: Dataset,
  normalization: Normalization,
  images: Int32Array,
): Promise<{ correct: number; accuracy: number; loss: number }> {
  const { logits } = trainableGraph(graph);
  const shape = graph.shapes.get(logits)!;
  const program = new GraphProgram({ ...graph, output: { name: logits, shape } });
  const size = dataset.imageShape.reduce((product, length) => product * length, 1);
  let [correct, loss] = [0, 0];
  try {
    for (let start = 0; start < images.length; start += BATCH) {
      const part = images.subarray(start, start + BATCH);
      const pixels = new Float32Array(part.length * size);
      part.forEach((image, index) => normalizeImages(dataset, normalization, image, 1, pixels.subarray(index * size)));
      const values = tf.tidy(() => program.run(tf.tensor(pixels, [part.length, ...graph.input.shape.slice(1)])).dataSync<'float32'>());
      const result = crossEntropy(values, Int32Array.from(part, (image) => dataset.labels[image]!), shape.at(-1)!, 0);
      correct += result.correct;
      loss += result.loss * part.length;
      await nextTurn();
    }
  } finally {
    program.dispose();
  }
  return { correct, accuracy: correct / images.length, loss: loss / images.length };
}
