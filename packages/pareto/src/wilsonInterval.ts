import { BitscapeError } from '@bitscape/errors';
import { normalQuantile } from './normalQuantile.js';

/**
 * Wilson score interval of a binomial proportion: `[lo, hi]`, both fractions in [0, 1].
 *
 * Wilson 1927, "Probable inference, the law of succession, and statistical inference": the proportions whose normal
 * test does not reject `successes / n`. Unlike the Wald interval it stays inside [0, 1] and does not collapse when all
 * or none succeed. Without any trial (`n = 0`) nothing is known: `[0, 1]`.
 *
 * @throws BitscapeError `usage` unless 0 <= successes <= n are integers and 0 < confidence < 1.
 */
export function wilsonInterval(successes: number, n: number, confidence = 0.95): [lo: number, hi: number] {
  if (!Number.isSafeInteger(n) || !Number.isSafeInteger(successes) || successes < 0 || successes > n) {
    throw new BitscapeError('usage', `an interval needs integers 0 <= successes <= n, got ${successes} of ${n}`);
  }
  if (!(confidence > 0 && confidence < 1)) throw new BitscapeError('usage', `confidence must lie between 0 and 1, got ${confidence}`);
  if (n === 0) return [0, 1];
  const z = normalQuantile(0.5 + confidence / 2);
  const share = (z * z) / n;
  const proportion = successes / n;
  const center = (proportion + share / 2) / (1 + share);
  const half = (z / (1 + share)) * Math.sqrt((proportion * (1 - proportion)) / n + share / (4 * n));
  // Exact at the ends, where rounding would leave 1e-17 instead of 0.
  return [successes === 0 ? 0 : Math.max(0, center - half), successes === n ? 1 : Math.min(1, center + half)];
}
