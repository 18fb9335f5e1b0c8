import { createHash } from 'node:crypto';
import type { RandomModel } from './randomModel.js';

/** Identifies model and input, so that a golden is not compared with another model after a change of the generator. */
export function modelDigest({ bytes, input }: RandomModel): string {
  return createHash('sha256').update(bytes).update(new Uint8Array(input.buffer)).digest('hex').slice(0, 16);
}
