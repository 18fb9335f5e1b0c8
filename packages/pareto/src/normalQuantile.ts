import { BitscapeError } from '@bitscape/errors';
import { errorFunction, probit } from 'simple-statistics';

/**
 * Quantile of the standard normal distribution: `P(Z <= normalQuantile(p)) = p`.
 *
 * `probit` of simple-statistics is good to three digits only (1.957 for 0.975), so three Newton steps on its own
 * `errorFunction` (relative error 1.2e-7) follow. Absolute error below 1e-6 for p in [1e-4, 1 - 1e-4].
 *
 * @throws BitscapeError `usage` unless 0 < p < 1.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new BitscapeError('usage', `a probability between 0 and 1 is needed, got ${p}`);
  if (p === 0.5) return 0;
  let z = probit(p);
  for (let step = 0; step < 3; step++) {
    const excess = 0.5 * (1 + errorFunction(z / Math.SQRT2)) - p;
    z -= excess * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2);
  }
  return z;
}
