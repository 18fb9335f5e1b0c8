import { digitsOf, indexOf } from './digits.js';
import { rankOutcomes } from './rankOutcomes.js';
import type { Sampler, SampleOutcome, SampleSpace } from './Sampler.js';
import { Unasked } from './Unasked.js';

/**
 * Neighbourhood of the frontier: one random round, then points that differ from a member of the current front by one step on one
 * axis, nearest first; what a round has left over goes to random points, so that no region is closed.
 */
export function refineSampler(space: SampleSpace, seed: number): Sampler {
  const unasked = new Unasked(space, seed);
  let front: readonly SampleOutcome[] = [];

  return {
    ask(count) {
      const asked: number[] = [];
      // Every neighbour at one step before any at two, so that all of the front grows alike.
      const reach = Math.max(...space.radices);
      for (let step = 1; front.length > 0 && step < reach && asked.length < count; step++) {
        for (const digits of front.map(({ index }) => digitsOf(index, space.radices))) {
          for (let axis = 0; axis < digits.length; axis++) {
            for (const digit of [digits[axis]! - step, digits[axis]! + step]) {
              if (asked.length >= count || digit < 0 || digit >= space.radices[axis]!) continue;
              const index = unasked.claim(indexOf(digits.with(axis, digit), space.radices));
              if (index !== undefined) asked.push(index);
            }
          }
        }
      }
      return [...asked, ...unasked.draw(count - asked.length)];
    },
    tell(outcomes) {
      const known = [...front, ...outcomes].filter(({ values }) => values !== null).sort((a, b) => a.index - b.index);
      front = rankOutcomes(known)[0] ?? [];
    },
  };
}
