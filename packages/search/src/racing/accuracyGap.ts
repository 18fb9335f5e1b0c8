import type { AccuracyResult } from '@bitscape/design';
import type { HypergeometricBounds } from './HypergeometricBounds.js';

/** A lower bound of the difference of two accuracies over all images, and whether it holds for certain. */
export interface AccuracyGap {
  readonly atLeast: number;
  readonly certain: boolean;
}

/**
 * How much better the first is than the second at least, as a fraction of all `total` images, from images that both have
 * classified: certain when every unseen image is assumed to go against it, else wrong with a probability of at most δ. Paired:
 * only images on which the two differ count.
 *
 * @param needed the certain bound is returned when it reaches this
 */
export function accuracyGap(better: AccuracyResult, worse: AccuracyResult, total: number, needed: number, delta: number, bounds: HypergeometricBounds): AccuracyGap {
  const seen = Math.min(better.images, worse.images);
  // What is known of an image beyond the common ones still bounds its result from one side.
  const certainly = (better.correct - (worse.correct + total - worse.images)) / total;
  const { won, lost } = discordant(better.correctBits, worse.correctBits, seen);
  const certain = Math.max(certainly, (won - lost - (total - seen)) / total);
  if (certain >= needed || seen === total) return { atLeast: certain, certain: true };
  const wins = bounds.atLeast(won, seen, delta / 2);
  const losses = bounds.atMost(lost, seen, delta / 2);
  return { atLeast: Math.max(certain, (wins - losses) / total), certain: false };
}

/** Images among the first `seen` that only the first, and that only the second classifies correctly. */
function discordant(first: string, second: string, seen: number): { readonly won: number; readonly lost: number } {
  const [a, b] = [Buffer.from(first, 'base64'), Buffer.from(second, 'base64')];
  let won = 0;
  let lost = 0;
  for (let byte = 0; byte << 3 < seen; byte++) {
    const rest = seen - (byte << 3);
    const mask = rest >= 8 ? 0xff : (1 << rest) - 1;
    won += ONES[a[byte]! & ~b[byte]! & mask]!;
    lost += ONES[b[byte]! & ~a[byte]! & mask]!;
  }
  return { won, lost };
}

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => {
  let ones = 0;
  for (let bit = 0; bit < 8; bit++) ones += (byte >> bit) & 1;
  return ones;
});
