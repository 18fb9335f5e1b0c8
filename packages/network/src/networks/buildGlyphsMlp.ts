import type { Graph } from '../graph.js';
import { NetworkBuilder } from './NetworkBuilder.js';

/** Untrained multilayer perceptron for `glyphs`: 256-64-64-20, relu between. 21,908 parameters. */
export function buildGlyphsMlp(seed: number): Graph {
  const net = new NetworkBuilder('glyphs-mlp', [16, 16, 1], seed);
  const first = net.relu(net.dense('dense1', net.flatten(net.input), 64));
  const second = net.relu(net.dense('dense2', first, 64));
  return net.finish(net.dense('logits', second, 20));
}
