import { BitscapeError } from '@bitscape/errors';
import type { BatchTally } from './BatchTally.js';

/**
 * Scores the logits of a batch. Equal logits are ranked by class index, as `argmax` does.
 *
 * @param logits `labels.length` rows
 * @param engine what computed the logits
 * @param start data-set index of the first image, for messages
 * @throws BitscapeError `incomplete` when a logit is not finite
 */
export function tallyBatch(engine: string, index: number, start: number, logits: Float32Array, labels: Int32Array): BatchTally {
  const classes = logits.length / labels.length;
  const correct = new Uint8Array(labels.length);
  const decisions = new Uint16Array(labels.length);
  let correctTop5 = 0;
  let loss = 0;
  for (let image = 0; image < labels.length; image++) {
    const row = logits.subarray(image * classes, (image + 1) * classes);
    const label = labels[image]!;
    decisions[image] = row.indexOf(row.reduce((top, value) => Math.max(top, value), -Infinity));
    const rank = rankOf(row, label);
    if (rank === 0) correct[image] = 1;
    if (rank < 5) correctTop5++;
    const entropy = crossEntropy(row, label);
    if (!Number.isFinite(entropy)) {
      throw new BitscapeError('incomplete', `the network gives a logit that is not a finite number for image ${start + image}`, {
        hint: 'Its values overflow: check the normalisation of the images.',
      });
    }
    loss += entropy;
  }
  return { index, images: labels.length, engine, decisions, correct, correctTop5, loss };
}

/** Number of classes that come before the label. */
function rankOf(row: Float32Array, label: number): number {
  const own = row[label]!;
  let rank = 0;
  for (let c = 0; c < row.length; c++) if (row[c]! > own || (row[c] === own && c < label)) rank++;
  return rank;
}

/** `log(sum(exp(row))) - row[label]`, shifted by the largest logit. */
function crossEntropy(row: Float32Array, label: number): number {
  let top = -Infinity;
  for (const value of row) top = Math.max(top, value);
  let sum = 0;
  for (const value of row) sum += Math.exp(value - top);
  return top + Math.log(sum) - row[label]!;
}
