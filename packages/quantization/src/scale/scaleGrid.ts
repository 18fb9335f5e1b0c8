import { scaleError } from './scaleError.js';
import type { ScaleProblem } from './ScaleRule.js';

/** Grid steps tried on either side of a free scale. */
const REACH = 2;

/**
 * The grid point `2^(k / 2^fractionBits)` of least squared error among the neighbours of a free scale. `fractionBits` 0 gives powers of two,
 * which make scaling a shift; those of a logarithmic format make it an addition to the code.
 */
export function scaleOnGrid({ sample, format }: ScaleProblem, free: number, fractionBits: number): number {
  const steps = 2 ** fractionBits;
  const position = Math.round(Math.log2(free) * steps);
  let best = { scale: 2 ** (position / steps), error: Infinity };
  for (let k = position - REACH; k <= position + REACH; k++) {
    const whole = Math.floor(k / steps);
    // Octaves are exact copies of each other.
    const scale = 2 ** ((k - whole * steps) / steps) * 2 ** whole;
    const error = scaleError(sample, format, scale);
    if (error < best.error) best = { scale, error };
  }
  return best.scale;
}
