import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kneeByContribution, kneeByExtremes, kneeByIdeal, kneeByTradeOff } from './knees.js';
import { hypervolume } from './hypervolume.js';
import { normaliseFront } from './normaliseFront.js';

const front = [[0, 10], [1, 4], [4, 2], [10, 0]];

describe('knees', () => {
  it('kneeByExtremes finds the point farthest below the line through the extremes', () => {
    expect(kneeByExtremes(front, ['min', 'min'])).toBe(1);
    // Oracle: triangle area over base, for each point against the segment (0, 10)–(10, 0).
    const distance = front.map(([x, y]) => (10 - x! - y!) / Math.SQRT2);
    expect(distance.indexOf(Math.max(...distance))).toBe(1);
  });
  it('kneeByIdeal finds the point nearest to the best of each objective', () => {
    expect(kneeByIdeal(front, ['min', 'min'])).toBe(1);
    // The two definitions differ here: sums 0.55 and 0.56, lengths 0.55 and 0.3960.
    const split = [[0, 1], [0, 0.55], [0.28, 0.28], [1, 0]];
    expect(kneeByExtremes(split, ['min', 'min'])).toBe(1);
    expect(kneeByIdeal(split, ['min', 'min'])).toBe(2);
  });
  it('kneeByContribution finds the point that no other covers for', () => {
    // Normalised to the range 10, with the reference at 11: without (1, 4) most is lost.
    const volumes = front.map((_, without) => hypervolume(front.filter((_point, index) => index !== without), [11, 11], ['min', 'min']));
    expect(kneeByContribution(front, ['min', 'min'])).toBe(volumes.indexOf(Math.min(...volumes)));
    expect(kneeByContribution([[0, 1], [0.45, 0.45], [0.5, 0.42], [1, 0]], ['min', 'min'])).toBe(0);
  });
  it('kneeByTradeOff finds the point that costs most to leave', () => {
    // From (1, 4): to (0, 10) 6 lost for 1, to (4, 2) 3 for 2, to (10, 0) 9 for 4; from (4, 2) only 2/3, 8/4, 6/2.
    expect(kneeByTradeOff(front, ['min', 'min'])).toBe(1);
    expect(kneeByTradeOff([[1, 1], [1, 1], [1, 1]], ['min', 'min'])).toBe(0);
  });
  it('knees of fewer than three points do not exist', () => {
    for (const knee of [kneeByExtremes, kneeByIdeal, kneeByContribution, kneeByTradeOff]) {
      expect(knee([], ['min', 'min'])).toBeUndefined();
      expect(knee([[1, 2], [2, 1]], ['min', 'min'])).toBeUndefined();
    }
  });
  it('knees break ties by the lowest index and survive a constant objective', () => {
    const tied = [[0, 3, 5], [1, 1, 5], [1, 1, 5], [3, 0, 5]];
    for (const knee of [kneeByExtremes, kneeByIdeal, kneeByTradeOff]) expect(knee(tied, ['min', 'min', 'min'])).toBe(1);
  });
  it('knees move when an objective is compared by ratio', () => {
    const energy = [[1, 0], [10, 0.7], [100, 0.9], [1000, 1]];
    expect(kneeByExtremes(energy, ['min', 'max'])).toBe(2);
    expect(kneeByExtremes(energy, ['min', 'max'], { logarithmic: [true, false] })).toBe(1);
    expect(() => kneeByExtremes([[0, 0], [1, 1], [2, 2]], ['min', 'max'], { logarithmic: [true, false] })).toThrow(/logarithmic/);
  });
  it('knees do not depend on units: scaling and shifting an objective changes nothing', () => {
    const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 })), { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 9 }), fc.integer({ min: -5, max: 5 }), (set, scale, shift) => {
        const moved = set.map(([x, y]) => [x * scale + shift, y]);
        for (const knee of [kneeByExtremes, kneeByIdeal]) expect(knee(moved, ['min', 'max'])).toBe(knee(set, ['min', 'max']));
      }),
      { seed: 5, numRuns: 200 },
    );
  });
  it('normaliseFront maps ideal to 0 and nadir to 1', () => {
    expect(normaliseFront([[2, 1], [4, 3], [3, 2]], ['min', 'max'])).toEqual([[0, 1], [1, 0], [0.5, 0.5]]);
  });
});
