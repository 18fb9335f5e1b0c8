import { BitscapeError } from '@bitscape/errors';
import type { LayerCounts } from './MemoryModel.js';

const IMAGE = { size: 32, channels: 3 };
const CLASSES = 10;

/**
 * Layers of a residual network for CIFAR-10 images (He et al., arXiv 1512.03385, section 4.2): a 3 × 3 convolution, three stages of `(depth - 2) / 3`
 * convolutions of k, 2k, 4k channels on 32, 16, 8 pixels a side, shortcuts without parameters, a dense layer with biases behind the mean over
 * positions. Batch normalisation is folded, its biases not counted.
 *
 * @param width channels of the first stage (k); 16 is the published network
 * @throws {BitscapeError} `usage` for a depth that is not 6n + 2, or a width that is no positive integer
 */
export function residualNetworkLayers(width: number, depth = 20): LayerCounts[] {
  if (!Number.isInteger(width) || width < 1 || !Number.isInteger((depth - 2) / 6) || depth < 8) {
    throw new BitscapeError('usage', `there is no residual network of width ${width} and depth ${depth}`, { hint: 'Widths are positive integers, depths 8, 14, 20, 26, 32 … (6n + 2).' });
  }
  const layers: LayerCounts[] = [];
  let [channels, size] = [IMAGE.channels, IMAGE.size];
  const convolve = (outChannels: number, stride: number): void => {
    const inputs = channels * size * size;
    const outSize = size / stride;
    layers.push({ parameters: 9 * channels * outChannels, inputs, outputs: outChannels * outSize * outSize });
    [channels, size] = [outChannels, outSize];
  };
  convolve(width, 1);
  for (const stage of [0, 1, 2]) {
    for (let i = 0; i < (depth - 2) / 3; i++) convolve(width * 2 ** stage, stage > 0 && i === 0 ? 2 : 1);
  }
  // Mean over positions and logits count as no stored activations of their own.
  layers.push({ parameters: channels * CLASSES + CLASSES, inputs: channels, outputs: 0 });
  return layers;
}
