import type { Graph } from '../graph.js';
import { NetworkBuilder } from './NetworkBuilder.js';

/**
 * Untrained convolutional network for `glyphs`: 3x3 convolutions to 8, 16 and 32 channels, each with batch normalisation, relu and a max
 * pool, then dense. 8,524 trained parameters.
 */
export function buildGlyphsCnn(seed: number): Graph {
  const net = new NetworkBuilder('glyphs-cnn', [16, 16, 1], seed);
  let tensor = net.input;
  for (const [index, channels] of [8, 16, 32].entries()) tensor = net.maxPool(net.relu(net.conv(`conv${index + 1}`, tensor, channels, { batchNorm: true })));
  return net.finish(net.dense('logits', net.flatten(tensor), 20));
}
