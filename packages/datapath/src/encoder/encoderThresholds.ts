import { accumulatorRange } from '../accumulate.js';
import type { OutputEncoder } from '../Datapath.js';

/**
 * The step function of a channel by its steps: entry `i` is the least accumulator value whose output rank exceeds `i`, infinite if there
 * is none. The rank of an accumulator value is the number of entries not above it.
 *
 * Inverts `encode` by binary search, which holds because it never decreases. Complexity O(levels * accumulatorBits).
 */
export function encoderThresholds(encoder: OutputEncoder, channel: number): Float64Array {
  const { min, max } = accumulatorRange({ bits: encoder.accumulatorBits });
  const rankAt = (accumulator: number): number => encoder.output.rankOf(encoder.encode(accumulator, channel));
  const thresholds = new Float64Array(encoder.output.levels.length - 1);
  let from = min;
  for (let rank = 0; rank < thresholds.length; rank++) {
    let [low, high] = [from, max];
    if (rankAt(max) <= rank) {
      thresholds.fill(Infinity, rank);
      break;
    }
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (rankAt(middle) > rank) high = middle;
      else low = middle + 1;
    }
    thresholds[rank] = low;
    from = low;
  }
  return thresholds;
}
