import type { Graph } from '../graph.js';
import { NetworkBuilder } from './NetworkBuilder.js';

/**
 * Untrained residual network for `glyphs`: a 3x3 convolution and three blocks of two (8, 16 and 32 channels, the last two halve the
 * image and have option-A shortcuts), each with batch normalisation, then the mean over the image and a dense layer. 19,404 trained parameters.
 */
export function buildGlyphsResnet(seed: number): Graph {
  const net = new NetworkBuilder('glyphs-resnet', [16, 16, 1], seed);
  let tensor = net.relu(net.conv('stem', net.input, 8, { batchNorm: true }));
  for (const [index, channels] of [8, 16, 32].entries()) {
    const name = `block${index + 1}`;
    const halves = index > 0;
    const inner = net.relu(net.conv(`${name}/conv1`, tensor, channels, { batchNorm: true, stride: halves ? 2 : 1 }));
    const main = net.conv(`${name}/conv2`, inner, channels, { batchNorm: true });
    const shortcut = halves ? net.halvingShortcut(`${name}/shortcut`, tensor, channels) : tensor;
    tensor = net.relu(net.add(`${name}/add`, main, shortcut));
  }
  return net.finish(net.dense('logits', net.globalAveragePool(tensor), 20));
}
