import type { NumberFormat } from '../format/NumberFormat.js';
import { seededRandom } from './seededRandom.js';

/**
 * Ranks by stochastic rounding: a value between two levels goes to the upper one with the probability of its distance from the lower
 * one, in the linear domain, so that the expected level is the value itself (for logarithmic formats too). Outside the levels it
 * saturates. One random number is drawn for each value, whatever it is, so equal seeds give equal ranks.
 *
 * @param values finite
 */
export function stochasticRanks(values: Float32Array, format: NumberFormat, scale: number, seed: number): Uint16Array {
  const random = seededRandom(seed);
  const { levels } = format;
  return Uint16Array.from(values, (value) => {
    const draw = random();
    const x = value / scale;
    let [low, high] = [0, levels.length - 1];
    if (x <= levels[0]!) return 0;
    if (x >= levels[high]!) return high;
    // levels[low] <= x < levels[high]
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (levels[middle]! <= x) low = middle;
      else high = middle;
    }
    return draw < (x - levels[low]!) / (levels[high]! - levels[low]!) ? high : low;
  });
}
