import { indexOf } from './digits.js';
import type { Sampler, SampleSpace } from './Sampler.js';
import { sobolSequence } from './sobolSequence.js';
import { Unasked } from './Unasked.js';

const ignore = (): void => undefined;

/** Sobol points in a row that lead to nothing new before the rest is drawn at random: a discrete space fills up. */
const PATIENCE = 4096;

/** Every point in ascending order of indices. */
export function gridSampler(space: SampleSpace, seed: number): Sampler {
  const unasked = new Unasked(space, seed);
  let position = 0;
  const ask = (count: number): number[] => {
    const asked: number[] = [];
    for (; asked.length < count && position < space.size; position++) {
      const index = unasked.claim(position);
      if (index !== undefined) asked.push(index);
    }
    return asked;
  };
  return { ask, tell: ignore };
}

/** Every point once, in seeded random order; nothing is stored but what was asked. */
export function randomSampler(space: SampleSpace, seed: number): Sampler {
  const unasked = new Unasked(space, seed);
  return { ask: (count) => unasked.draw(count), tell: ignore };
}

/** Spread evenly over every axis, then at random what is left. */
export function sobolSampler(space: SampleSpace, seed: number): Sampler {
  const unasked = new Unasked(space, seed);
  const next = sobolSequence(space.radices.length, seed);
  let misses = 0;
  const ask = (count: number): number[] => {
    const asked: number[] = [];
    while (asked.length < count && misses < PATIENCE) {
      const index = unasked.claim(indexOf(Array.from(next(), (value, axis) => Math.floor((value / 2 ** 32) * space.radices[axis]!)), space.radices));
      if (index === undefined) misses++;
      else {
        misses = 0;
        asked.push(index);
      }
    }
    return [...asked, ...unasked.draw(count - asked.length)];
  };
  return { ask, tell: ignore };
}
