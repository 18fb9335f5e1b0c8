import { createHash } from 'node:crypto';
import { BitscapeError } from '@bitscape/errors';
import type { Dataset } from '../dataset.js';
import type { Shape } from '../graph.js';

export interface LabelledImages {
  readonly classes: number;
  readonly imageShape: Shape;
  readonly pixels: Uint8Array | Float32Array;
  readonly labels: Int32Array;
  /** See {@link Dataset.undivided}. */
  readonly undivided?: boolean;
}

/** Builds a {@link Dataset} from the first `limit` images and hashes what it holds. */
export function makeDataset(name: string, split: 'train' | 'test', images: LabelledImages, limit?: number): Dataset {
  checkLimit(limit);
  const size = images.imageShape.reduce((product, length) => product * length, 1);
  const length = Math.min(images.labels.length, limit ?? Infinity);
  if (images.pixels.length !== images.labels.length * size) {
    throw new BitscapeError('internal', `${images.pixels.length} pixel values for ${images.labels.length} images of ${size} values`);
  }
  const pixels = length === images.labels.length ? images.pixels : images.pixels.slice(0, length * size);
  const labels = length === images.labels.length ? images.labels : images.labels.slice(0, length);
  return {
    name,
    split,
    classes: images.classes,
    imageShape: images.imageShape,
    length,
    pixels,
    labels,
    hash: hashImages(images.imageShape, images.classes, pixels, labels),
    ...(images.undivided === true ? { undivided: true } : {}),
  };
}

/** @throws BitscapeError `usage` unless `limit` is undefined or a positive integer. */
export function checkLimit(limit: number | undefined): void {
  if (limit !== undefined && (!Number.isSafeInteger(limit) || limit < 1)) {
    throw new BitscapeError('usage', `the number of images must be a positive integer, not ${limit}`);
  }
}

/** SHA-256 over a header line (shape, classes, pixel type), the little-endian pixels and the little-endian labels. */
function hashImages(shape: Shape, classes: number, pixels: Uint8Array | Float32Array, labels: Int32Array): string {
  const hash = createHash('sha256');
  hash.update(`${shape.join('x')} ${classes} ${pixels instanceof Uint8Array ? 'u1' : 'f4'} ${labels.length}\n`);
  hash.update(new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength));
  hash.update(new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength));
  return hash.digest('hex');
}
