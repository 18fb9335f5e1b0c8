import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Direction } from './Direction.js';
import { hypervolume } from './hypervolume.js';
import { hypervolumeWfg } from './hypervolumeWfg.js';

const min = (m: number): Direction[] => Array.from({ length: m }, () => 'min');
const grid = 6;
const pointsOf = (m: number, maxLength: number) => fc.array(fc.array(fc.integer({ min: 0, max: grid + 1 }), { minLength: m, maxLength: m }), { maxLength });

/** Counts the unit cells of the integer grid that some point dominates. */
function cells(points: readonly (readonly number[])[], m: number): number {
  let count = 0;
  for (let code = 0; code < grid ** m; code++) {
    const cell = Array.from({ length: m }, (_, objective) => Math.floor(code / grid ** objective) % grid);
    if (points.some((point) => point.every((value, objective) => value <= cell[objective]!))) count++;
  }
  return count;
}

/** Inclusion–exclusion over all subsets (Wu and Azarm 2001): another algorithm, for real-valued points. */
function inclusionExclusion(points: readonly (readonly number[])[], reference: readonly number[]): number {
  let volume = 0;
  for (let subset = 1; subset < 1 << points.length; subset++) {
    const members = points.filter((_, index) => (subset >> index) & 1);
    const box = reference.reduce((product, bound, objective) => product * Math.max(0, bound - Math.max(...members.map((point) => point[objective]!))), 1);
    volume += members.length % 2 === 1 ? box : -box;
  }
  return volume;
}

describe('hypervolume', () => {
  const golden = [[5, 5], [4, 6], [2, 7], [7, 4]];
  it('hypervolume of the moocore example is 38 minimised and 39 maximised', () => {
    expect(hypervolume(golden, [10, 10], ['min', 'min'])).toBe(38);
    expect(hypervolume(golden, [0, 0], ['max', 'max'])).toBe(39);
  });
  it('hypervolume with mixed directions mirrors the maximised objective', () => {
    expect(hypervolume(golden.map(([x, y]) => [x!, 10 - y!]), [10, 0], ['min', 'max'])).toBe(38);
  });
  it('hypervolume of a point outside or on the reference is 0', () => {
    expect(hypervolume([[10, 1]], [10, 10], ['min', 'min'])).toBe(0);
    expect(hypervolume([[11, 1, 1]], [10, 10, 10], min(3))).toBe(0);
    expect(hypervolume([], [1, 2, 3, 4], min(4))).toBe(0);
    expect(hypervolume([...golden, [100, -100]], [10, 10], ['min', 'min'])).toBe(38);
  });
  it('hypervolume of one objective is the best gain', () => {
    expect(hypervolume([[3], [2], [9]], [5], ['min'])).toBe(3);
  });
  it('hypervolume refuses what is not finite, and no objectives at all', () => {
    expect(() => hypervolume([[Number.NaN, 1]], [2, 2], ['min', 'min'])).toThrow(/finite/);
    expect(() => hypervolume([[1, 1]], [2, Infinity], ['min', 'min'])).toThrow(/finite/);
    expect(() => hypervolume([], [], [])).toThrow(/objective/);
  });

  it.each([1, 2, 3, 4, 5])('hypervolume with %d objectives counts the dominated grid cells', (m) => {
    fc.assert(
      fc.property(pointsOf(m, 12), (points) => {
        expect(hypervolume(points, Array.from({ length: m }, () => grid), min(m))).toBe(cells(points, m));
      }),
      { seed: 4 + m, numRuns: m < 5 ? 200 : 40 },
    );
  });

  it.each([2, 3, 4, 5, 6])('hypervolume with %d real objectives equals inclusion–exclusion', (m) => {
    const real = fc.array(fc.array(fc.double({ min: 0, max: 1.2, noNaN: true }), { minLength: m, maxLength: m }), { maxLength: 7 });
    const reference = Array.from({ length: m }, () => 1);
    fc.assert(
      fc.property(real, (points) => {
        expect(hypervolume(points, reference, min(m))).toBeCloseTo(inclusionExclusion(points, reference), 9);
      }),
      { seed: 20 + m, numRuns: 100 },
    );
  });

  it('hypervolume is invariant under permutation and duplicates, and grows with points', () => {
    fc.assert(
      fc.property(pointsOf(4, 10), fc.array(fc.integer({ min: 0, max: grid }), { minLength: 4, maxLength: 4 }), (points, extra) => {
        const reference = [grid, grid, grid, grid];
        const volume = hypervolume(points, reference, min(4));
        expect(hypervolume([...points].reverse(), reference, min(4))).toBe(volume);
        expect(hypervolume([...points, ...points], reference, min(4))).toBe(volume);
        expect(hypervolume([...points, extra], reference, min(4))).toBeGreaterThanOrEqual(volume);
      }),
      { seed: 30, numRuns: 200 },
    );
  });

  it('hypervolume of a flat third objective is area times height, and the slicing recursion agrees with the sweep', () => {
    fc.assert(
      fc.property(pointsOf(2, 12), (points) => {
        const area = hypervolume(points, [grid, grid], min(2));
        expect(hypervolume(points.map((point) => [...point, 2]), [grid, grid, 5], min(3))).toBe(area * 3);
        expect(hypervolume(points.map((point) => [...point, 2, 1]), [grid, grid, 5, 3], min(4))).toBe(area * 6);
      }),
      { seed: 31, numRuns: 200 },
    );
  });

  it('hypervolume lies within five standard errors of a Monte Carlo estimate', () => {
    let state = 12345;
    const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    for (const m of [3, 4, 5]) {
      const points = Array.from({ length: 40 }, () => Array.from({ length: m }, random));
      const samples = 20000;
      let hits = 0;
      for (let sample = 0; sample < samples; sample++) {
        const probe = Array.from({ length: m }, random);
        if (points.some((point) => point.every((value, objective) => value <= probe[objective]!))) hits++;
      }
      const exact = hypervolume(points, Array.from({ length: m }, () => 1), min(m));
      const error = Math.sqrt((exact * (1 - exact)) / samples);
      expect(Math.abs(exact - hits / samples)).toBeLessThan(5 * error);
    }
  });

  it('hypervolume of 300 points in four objectives finishes in seconds', () => {
    let state = 7;
    const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    const points = Array.from({ length: 300 }, () => Array.from({ length: 4 }, random));
    const start = performance.now();
    expect(hypervolume(points, [1, 1, 1, 1], min(4))).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('hypervolumeWfg of no points is 0 in any dimension', () => {
    for (const m of [1, 2, 3, 4]) expect(hypervolumeWfg([], m)).toBe(0);
  });
});
