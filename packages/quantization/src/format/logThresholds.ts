import { midpointThresholds } from './midpointThresholds.js';

/**
 * Decision points of a logarithmic format. Linear domain: arithmetic means of neighbours. Log domain: geometric means, and half a step
 * of the code below the smallest level, where code 1 gives way to code 0: `c = clamp(round(L), 0, cmax)`.
 *
 * Rounding in the log domain moves each threshold down by `2^f log2((1 + 2^(2^-f)) / 2) - 1/2` steps of the code, which favours the
 * larger level: on locally uniform data the mean error is +5.7 %, +1.5 %, +0.37 %, +0.09 % for f = 0 … 3.
 */
export function logThresholds(levels: Float64Array, zeroRank: number, fractionBits: number, logRounding: boolean): { thresholds: Float64Array; tieUp: Uint8Array } {
  const linear = midpointThresholds(levels, zeroRank);
  if (!logRounding) return linear;
  const halfStep = 2 ** -(2 ** -(fractionBits + 1));
  const thresholds = linear.thresholds.map((_, i) => {
    // The outer neighbour of a pair is the one further from zero.
    const outer = i < zeroRank ? levels[i]! : levels[i + 1]!;
    return outer * halfStep;
  });
  return { thresholds, tieUp: linear.tieUp };
}
