import { BitscapeError } from '@bitscape/errors';
import type { ScaleProblem, ScaleRule } from './ScaleRule.js';

/** Decision points times values that are sorted; beyond, memory and time are out of proportion. */
const MOST = 2 ** 22;

const MARGIN = 1e-12;

/**
 * The exact scale of least squared error, for any format. Between two scales at which some value changes its level the error is the parabola
 * `Σx² - 2 s Σxl + s² Σl²`; all of these scales are visited in order. For `ternary` this is the exact threshold by sorting:
 * the k largest magnitudes that maximise `(Σ|x|)² / k`. Complexity O(n t log(n t)) for n values and t decision points.
 */
export const optimalRule: ScaleRule = {
  name: 'optimal',
  description: 'exactly the least mean squared error, by visiting every scale at which a value changes its level',
  choose(problem) {
    const events = levelChanges(problem);
    const { levels } = problem.format;
    let [product, square] = sumsAtInfinity(problem);
    let best = { scale: problem.maxScale, gain: -Infinity };
    // Error at s less Σx² is -(2 s product - s² square): the gain is largest at product / square, held within the interval.
    const consider = (low: number, high: number): void => {
      if (square <= 0) return;
      // Just inside: formats that do not round to the nearest level have a jump at either end.
      const scale = Math.min(high * (1 - MARGIN), Math.max(low * (1 + MARGIN), product / square));
      const gain = 2 * scale * product - scale * scale * square;
      if (scale > 0 && gain > best.gain) best = { scale, gain };
    };
    let above = Infinity;
    for (const event of events.order) {
      const at = events.scale[event]!;
      if (at < above) consider(at, above);
      above = at;
      const [value, weight, rank] = [events.value[event]!, events.weight[event]!, events.rank[event]!];
      // Falling scales move a value outwards: to the level beyond the decision point.
      const [from, to] = value > 0 ? [levels[rank]!, levels[rank + 1]!] : [levels[rank + 1]!, levels[rank]!];
      product += weight * value * (to - from);
      square += weight * (to * to - from * from);
    }
    consider(0, above);
    return best.scale;
  },
};

interface LevelChanges {
  /** Events by falling scale. */
  readonly order: Uint32Array;
  readonly scale: Float64Array;
  readonly value: Float64Array;
  readonly weight: Float64Array;
  /** Decision point that is crossed. */
  readonly rank: Uint16Array;
}

function levelChanges({ sample: { values, counts }, format: { name, thresholds } }: ScaleProblem): LevelChanges {
  const of = (list: Float64Array, sign: 1 | -1): number => list.reduce((count, x) => count + (x * sign > 0 ? 1 : 0), 0);
  const total = of(values, 1) * of(thresholds, 1) + of(values, -1) * of(thresholds, -1);
  if (total > MOST) {
    throw new BitscapeError('usage', `scale selection 'optimal' would sort ${total} points for ${values.length} values in ${name}; at most ${MOST} are supported`, {
      hint: "Use 'mse', which comes within a fraction of a percent.",
    });
  }
  const changes = { scale: new Float64Array(total), value: new Float64Array(total), weight: new Float64Array(total), rank: new Uint16Array(total) };
  let event = 0;
  values.forEach((value, i) => {
    thresholds.forEach((threshold, rank) => {
      if (value * threshold <= 0) return;
      changes.scale[event] = value / threshold;
      changes.value[event] = value;
      changes.weight[event] = counts[i + 1]! - counts[i]!;
      changes.rank[event] = rank;
      event++;
    });
  });
  const { scale } = changes;
  return { ...changes, order: Uint32Array.from({ length: total }, (_, i) => i).sort((x, y) => scale[y]! - scale[x]!) };
}

/** `Σxl` and `Σl²` where the scale is so large that every value has the level next to zero on its side. */
function sumsAtInfinity({ sample: { values, counts }, format: { levels, thresholds, zeroRank } }: ScaleProblem): [number, number] {
  if (zeroRank >= 0) return [0, 0];
  const upper = levels[thresholds.findLastIndex((threshold) => threshold <= 0) + 1]!;
  const lower = levels[Math.max(0, thresholds.findIndex((threshold) => threshold >= 0))]!;
  let [product, square] = [0, 0];
  values.forEach((value, i) => {
    const weight = counts[i + 1]! - counts[i]!;
    const level = value >= 0 ? upper : lower;
    product += weight * value * level;
    square += weight * level * level;
  });
  return [product, square];
}
