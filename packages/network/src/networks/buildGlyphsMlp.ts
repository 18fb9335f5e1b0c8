import type { Graph } from '../graph.js';
import { NetworkBuilder } from './NetworkBuilder.js';

/** Untrained multilayer perceptron for `glyphs`: 256-128-64-20, batch normalisation and relu between. 42,644 trained parameters. */
export function buildGlyphsMlp(seed: number): Graph {
  const net = new NetworkBuilder('glyphs-mlp', [16, 16, 1], seed);
  const first = net.relu(net.dense('dense1', net.flatten(net.input), 128, { batchNorm: true }));
  const second = net.relu(net.dense('dense2', first, 64, { batchNorm: true }));
  return net.finish(net.dense('logits', second, 20));
}
