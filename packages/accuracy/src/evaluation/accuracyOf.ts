import type { AccuracyResult } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import type { BatchTally } from './BatchTally.js';

/**
 * Adds batches up, in batch order whatever the order given, so that the result has the same bits however the work was divided.
 *
 * @param tallies every batch from 0 on, once
 * @throws BitscapeError `internal` when a batch is missing or doubled
 */
export function accuracyOf(tallies: Iterable<BatchTally>): AccuracyResult {
  const ordered = [...tallies].sort((a, b) => a.index - b.index);
  const images = ordered.reduce((sum, tally) => sum + tally.images, 0);
  const bits = new Uint8Array(Math.ceil(images / 8));
  let [position, correct, correctTop5, loss] = [0, 0, 0, 0];
  ordered.forEach((tally, i) => {
    if (tally.index !== i) throw new BitscapeError('internal', `batch ${i} of an evaluation is missing or doubled`);
    for (const hit of tally.correct) {
      if (hit === 1) {
        bits[position >> 3]! |= 1 << (position & 7);
        correct++;
      }
      position++;
    }
    correctTop5 += tally.correctTop5;
    loss += tally.loss;
  });
  return { images, correct, correctTop5, loss: images === 0 ? 0 : loss / images, correctBits: Buffer.from(bits).toString('base64'), engine: ordered[0]?.engine ?? '' };
}
