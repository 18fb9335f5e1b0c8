import { seededRandom } from '@bitscape/design';
import { digitsOf, indexOf } from './digits.js';
import { rankOutcomes } from './rankOutcomes.js';
import type { Sampler, SampleOutcome, SampleSpace } from './Sampler.js';
import { Unasked } from './Unasked.js';

/** Share of the outcomes that count as good, by non-dominated fronts. */
const GOOD = 0.2;
/** Candidates drawn for each point that is asked. */
const CANDIDATES = 24;
/** Rounds without a new candidate; then points are drawn at random. */
const PATIENCE = 20;

/**
 * Tree-structured Parzen estimator on categorical axes (Bergstra et al. 2011; several objectives as in Ozaki et al. 2020: good is
 * what lies on the first fronts). Each axis has the smoothed frequencies of its values among good and among other points;
 * candidates come from the first, and the one with the largest ratio of the two is asked.
 */
export function tpeSampler(space: SampleSpace, seed: number): Sampler {
  const unasked = new Unasked(space, seed);
  const random = seededRandom(seed);
  const told: SampleOutcome[] = [];
  let densities: { readonly good: Float64Array; readonly other: Float64Array }[] = [];

  const candidate = (): { readonly digits: number[]; readonly score: number } => {
    let score = 0;
    const digits = densities.map(({ good, other }) => {
      const digit = drawn(good, random());
      score += Math.log(good[digit]! / other[digit]!);
      return digit;
    });
    return { digits, score };
  };

  return {
    ask(count) {
      const asked: number[] = [];
      for (let misses = 0; densities.length > 0 && asked.length < count && misses < PATIENCE; ) {
        const candidates = Array.from({ length: CANDIDATES }, candidate).sort((a, b) => b.score - a.score);
        const index = candidates.map(({ digits }) => indexOf(digits, space.radices)).reduce<number | undefined>((claimed, at) => claimed ?? unasked.claim(at), undefined);
        if (index === undefined) misses++;
        else {
          misses = 0;
          asked.push(index);
        }
      }
      return [...asked, ...unasked.draw(count - asked.length)];
    },
    tell(outcomes) {
      told.push(...outcomes);
      const ranked = rankOutcomes([...told].sort((a, b) => a.index - b.index)).flat();
      const good = Math.max(1, Math.ceil(GOOD * ranked.length));
      const rows = ranked.map(({ index }) => digitsOf(index, space.radices));
      densities = space.radices.map((radix, axis) => ({ good: frequencies(rows.slice(0, good), axis, radix), other: frequencies(rows.slice(good), axis, radix) }));
    },
  };
}

/** Frequencies with one virtual observation spread over all values. */
function frequencies(rows: readonly (readonly number[])[], axis: number, radix: number): Float64Array {
  const shares = new Float64Array(radix).fill(1 / radix);
  for (const digits of rows) shares[digits[axis]!]! += 1;
  return shares.map((share) => share / (rows.length + 1));
}

function drawn(shares: Float64Array, at: number): number {
  let sum = 0;
  for (let digit = 0; digit < shares.length - 1; digit++) {
    sum += shares[digit]!;
    if (at < sum) return digit;
  }
  return shares.length - 1;
}
