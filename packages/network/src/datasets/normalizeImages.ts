import { BitscapeError } from '@bitscape/errors';
import type { Dataset, Normalization } from '../dataset.js';

/**
 * Normalised images `start … start + count - 1`, channels last: `x = (pixel / divisor - mean[c]) / std[c]`, rounded once to float32.
 *
 * @param out receives the `count * product(imageShape)` values when given (it may be longer); a new array otherwise.
 * @throws BitscapeError `usage` when the range, the channels or `out` do not fit.
 */
export function normalizeImages(dataset: Dataset, normalization: Normalization, start: number, count: number, out?: Float32Array): Float32Array {
  const size = dataset.imageShape.reduce((product, length) => product * length, 1);
  const channels = dataset.imageShape.at(-1) ?? 1;
  if (!Number.isInteger(start) || !Number.isInteger(count) || start < 0 || count < 0 || start + count > dataset.length) {
    throw new BitscapeError('usage', `images ${start} to ${start + count - 1} of ${dataset.name}: it has ${dataset.length} images`);
  }
  if (normalization.mean.length !== channels || normalization.std.length !== channels) {
    throw new BitscapeError('usage', `normalisation ${normalization.name} is for ${normalization.mean.length} channel(s), ${dataset.name} has ${channels}`);
  }
  const target = out ?? new Float32Array(count * size);
  if (target.length < count * size) throw new BitscapeError('usage', `${target.length} places for ${count * size} pixel values`);
  const { pixels } = dataset;
  const begin = start * size;
  const total = count * size;
  const scale = (value: number, channel: number): number => (value / normalization.divisor - normalization.mean[channel]!) / normalization.std[channel]!;
  if (pixels instanceof Uint8Array && channels * 256 < total) {
    const table = new Float32Array(channels * 256);
    for (let channel = 0; channel < channels; channel++) {
      for (let value = 0; value < 256; value++) table[channel * 256 + value] = scale(value, channel);
    }
    for (let index = 0, channel = 0; index < total; index++) {
      target[index] = table[channel * 256 + pixels[begin + index]!]!;
      if (++channel === channels) channel = 0;
    }
  } else {
    for (let index = 0, channel = 0; index < total; index++) {
      target[index] = scale(pixels[begin + index]!, channel);
      if (++channel === channels) channel = 0;
    }
  }
  return target;
}
