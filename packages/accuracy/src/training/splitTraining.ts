import { BitscapeError } from '@bitscape/errors';
import { seededRandom, shuffle } from './seededRandom.js';

export interface TrainingSplit {
  readonly training: Int32Array;
  readonly validation: Int32Array;
}

/**
 * Divides image numbers at random, by seed, into training and validation images.
 *
 * @throws BitscapeError `usage` when a part would be too small to train or validate on.
 */
export function splitTraining(images: number, validationFraction: number, seed: number): TrainingSplit {
  const order = shuffle(Int32Array.from({ length: images }, (_, index) => index), seededRandom(seed));
  const count = Math.round(images * validationFraction);
  if (count < 1 || images - count < 2) {
    throw new BitscapeError('usage', `${images} training images cannot be divided with a validation fraction of ${validationFraction}`);
  }
  return { validation: order.slice(0, count).sort(), training: order.slice(count).sort() };
}
