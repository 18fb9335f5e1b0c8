import { BitscapeError } from '@bitscape/errors';

/**
 * How many images of a subset were classified correctly.
 *
 * @param correctBits `AccuracyResult.correctBits`: base64, bit `i & 7` of byte `i >> 3` is image i
 * @param subset image indices
 * @throws BitscapeError `invalid-journal` when an index lies beyond the bits: the measurement is not of these images.
 */
export function countCorrect(correctBits: string, subset: Uint32Array): number {
  const bytes = Buffer.from(correctBits, 'base64');
  let count = 0;
  for (const image of subset) {
    const byte = bytes[image >>> 3];
    if (byte === undefined) throw new BitscapeError('invalid-journal', `a measurement covers ${bytes.length * 8} images, image ${image} was asked for`);
    count += (byte >>> (image & 7)) & 1;
  }
  return count;
}
