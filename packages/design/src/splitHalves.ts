import { BitscapeError } from '@bitscape/errors';
import { seededRandom } from './seededRandom.js';

/** Image indices, ascending; together every image exactly once. */
export interface ImageHalves {
  /** For choosing among design points. One image more than the other half when their number is odd. */
  readonly selection: Uint32Array;
  /** For reporting the accuracy of the choice: a maximum over many noisy estimates is biased upwards on the images it was taken on. */
  readonly holdout: Uint32Array;
}

/**
 * Seeded split of `images` evaluation images into two halves (Fisher–Yates shuffle, then cut).
 *
 * @throws BitscapeError `usage` unless `images` is a whole number below 2^32.
 */
export function splitHalves(images: number, seed: number): ImageHalves {
  if (!Number.isInteger(images) || images < 0 || images >= 2 ** 32) throw new BitscapeError('usage', `${images} is not a number of images`);
  const order = Uint32Array.from({ length: images }, (_, index) => index);
  const random = seededRandom(seed);
  for (let last = images - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const moved = order[last]!;
    order[last] = order[other]!;
    order[other] = moved;
  }
  const cut = Math.ceil(images / 2);
  return { selection: order.slice(0, cut).sort(), holdout: order.slice(cut).sort() };
}
