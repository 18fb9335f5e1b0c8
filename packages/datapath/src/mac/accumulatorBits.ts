import type { Numerics } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { signedBits } from '../signedBits.js';

const MAX_BITS = 53;

/**
 * Width of the accumulator in bits. `safe` is the least one that holds every sum of `maxReduction` products, extremes of the product
 * table taken separately for both signs. The bias needs no headroom: the output encoder adds it, one bit wider.
 *
 * @throws {BitscapeError} `infeasible` if a product does not fit, or more than 53 bits are needed
 */
export function accumulatorBits(
  requested: Numerics['arithmetic']['accumulatorBits'],
  [least, greatest]: readonly [number, number],
  maxReduction: number,
): number {
  const productBits = signedBits(least, greatest);
  if (requested !== 'safe') {
    if (requested >= productBits) return requested;
    throw new BitscapeError('infeasible', `an accumulator of ${requested} bits cannot hold one product of ${productBits} bits`, {
      hint: `Nearest legal value: numerics.arithmetic.accumulatorBits ${productBits}; for lns formats fewer termBits also help.`,
    });
  }
  const bits = signedBits(least * maxReduction, greatest * maxReduction);
  if (bits <= MAX_BITS) return bits;
  throw new BitscapeError(
    'infeasible',
    `${maxReduction} products of ${productBits} bits need an accumulator of ${bits} bits; at most ${MAX_BITS} are supported`,
    {
      hint: `Set numerics.arithmetic.termBits to ${Math.max(1, productBits - 1 - (bits - MAX_BITS))} or less, or a fixed accumulatorBits with 'saturate'.`,
    },
  );
}
