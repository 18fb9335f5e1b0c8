import { nonDominated } from '@bitscape/pareto';
import { describe, expect, it } from 'vitest';
import { createSampler } from './createSampler.js';
import { digitsOf, indexOf } from './digits.js';
import { SAMPLERS, type SampleSpace } from './Sampler.js';
import { shuffledIndex } from './shuffledIndex.js';
import { primitivePolynomials, sobolSequence } from './sobolSequence.js';

/** Where the first axis is 0 the last one is inactive; points with equal second and third digit are not in the space. */
function spaceOf(radices: readonly number[]): SampleSpace {
  return {
    radices,
    size: radices.reduce((product, radix) => product * radix, 1),
    canonicalIndex: (index) => {
      const digits = digitsOf(index, radices);
      if (digits[1] === digits[2]) return undefined;
      return indexOf(digits[0] === 0 ? digits.with(-1, 0) : digits, radices);
    },
  };
}
const small = spaceOf([3, 4, 5, 4]);
const pointsOf = (space: SampleSpace) => new Set(Array.from({ length: space.size }, (_, index) => space.canonicalIndex(index)).filter((index) => index !== undefined));

/** Two objectives in conflict on the first and third axis, a fault on the others; some points are infeasible. */
function objectives(index: number, radices: readonly number[]): number[] | null {
  const [a, b, c, d] = digitsOf(index, radices).map((digit, axis) => digit / Math.max(1, radices[axis]! - 1)) as [number, number, number, number];
  if (a > 0.9 && d > 0.9) return null;
  return [a + 0.5 * b + 0.25 * d, (1 - a) * (1 - a) + c + 0.5 * b];
}

function play(name: (typeof SAMPLERS)[number], space: SampleSpace, seed: number, rounds: number, count: number, reversed = false): number[][] {
  const sampler = createSampler(name, space, seed);
  return Array.from({ length: rounds }, () => {
    const asked = [...sampler.ask(count)];
    const outcomes = asked.map((index) => ({ index, values: objectives(index, space.radices) }));
    sampler.tell(reversed ? outcomes.reverse() : outcomes);
    return asked;
  });
}

describe.each(SAMPLERS)('createSampler(%j)', (name) => {
  it('asks every point of a small space exactly once, canonical, and then nothing', () => {
    for (const seed of [0, 1, 4294967295]) {
      const asked = play(name, small, seed, 60, 7).flat();
      expect(new Set(asked).size).toBe(asked.length);
      expect(new Set(asked)).toEqual(pointsOf(small));
      expect(createSampler(name, small, seed).ask(1000)).toHaveLength(asked.length);
    }
  });

  it('gives full rounds as long as there is enough', () => {
    for (const round of play(name, small, 5, 6, 16)) expect(round).toHaveLength(16);
  });

  it('is a function of its seed and of what it was told, in whatever order', () => {
    const rounds = play(name, small, 3, 8, 9);
    expect(play(name, small, 3, 8, 9)).toEqual(rounds);
    expect(play(name, small, 3, 8, 9, true)).toEqual(rounds);
    if (name !== 'grid') expect(play(name, small, 4, 8, 9)).not.toEqual(rounds);
  });

  it('asks of a space of 10^12 points without walking through it', () => {
    const huge = spaceOf([1000, 1000, 1000, 1000]);
    const asked = play(name, huge, 2, 5, 50).flat();
    expect(asked).toHaveLength(250);
    expect(new Set(asked).size).toBe(250);
    for (const index of asked) expect(huge.canonicalIndex(index)).toBe(index);
  });

  it('goes on when nothing is feasible, and with axes of a single value', () => {
    const space: SampleSpace = { radices: [1, 6, 1, 2], size: 12, canonicalIndex: (index) => index };
    const sampler = createSampler(name, space, 1);
    const asked: number[] = [];
    for (let round = 0; round < 4; round++) {
      const indices = sampler.ask(3);
      asked.push(...indices);
      sampler.tell(indices.map((index) => ({ index, values: null })));
    }
    expect(asked.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index));
  });
});

it.each(['nsga2', 'tpe', 'refine'] as const)('createSampler(%j) finds more of the frontier than random sampling does', (name) => {
  const space = spaceOf([12, 9, 12, 6]);
  const all = [...pointsOf(space)].flatMap((index) => {
    const values = objectives(index, space.radices);
    return values === null ? [] : [{ index, values }];
  });
  const front = new Set(nonDominated(all.map(({ values }) => values), ['min', 'min']).map((position) => all[position]!.index));
  const found = (sampler: (typeof SAMPLERS)[number]) => [1, 2, 3, 4, 5].reduce((sum, seed) => sum + play(sampler, space, seed, 20, 32).flat().filter((index) => front.has(index)).length, 0);
  expect(found(name)).toBeGreaterThan(1.3 * found('random'));
});

describe('shuffledIndex', () => {
  it.each([1, 2, 3, 5, 16, 17, 1000, 4096])('of %d is a bijection', (size) => {
    for (const seed of [0, 7]) {
      const shuffled = shuffledIndex(size, seed);
      const image = Array.from({ length: size }, (_, position) => shuffled(position));
      expect(new Set(image).size).toBe(size);
      expect(Math.max(...image)).toBe(size - 1);
      if (size >= 16) expect(image).not.toEqual([...image].sort((a, b) => a - b));
    }
  });
  it('of 2^53 positions stays inside and spreads', () => {
    const shuffled = shuffledIndex(2 ** 53, 9);
    const image = Array.from({ length: 4000 }, (_, position) => shuffled(position));
    expect(new Set(image).size).toBe(4000);
    for (const index of image) expect(Number.isSafeInteger(index) && index >= 0 && index < 2 ** 53).toBe(true);
    const upper = image.filter((index) => index >= 2 ** 52).length;
    expect(Math.abs(upper - 2000)).toBeLessThan(5 * Math.sqrt(1000));
  });
});

describe('sobolSequence', () => {
  it('has one point in each of 2^k equal parts of every axis', () => {
    const dimensions = 40;
    for (const seed of [1, 2]) {
      const next = sobolSequence(dimensions, seed);
      const points = Array.from({ length: 256 }, next);
      for (const k of [1, 4, 8]) {
        for (let dimension = 0; dimension < dimensions; dimension++) {
          const parts = new Set(points.slice(0, 2 ** k).map((point) => Math.floor(point[dimension]! / 2 ** (32 - k))));
          expect(parts.size).toBe(2 ** k);
        }
      }
    }
  });
  it('primitivePolynomials are as many of each degree as theory says', () => {
    // φ(2^d − 1) / d for d = 1 … 8.
    const counts = [1, 1, 2, 2, 6, 6, 18, 16];
    const degrees = primitivePolynomials(52).map((polynomial) => 31 - Math.clz32(polynomial));
    counts.forEach((count, index) => expect(degrees.filter((degree) => degree === index + 1)).toHaveLength(count));
  });
});
