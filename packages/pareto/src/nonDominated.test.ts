import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Direction } from './Direction.js';
import { dominates } from './dominates.js';
import { nonDominated } from './nonDominated.js';
import { ParetoArchive } from './ParetoArchive.js';

const fronts = fc.integer({ min: 1, max: 4 }).chain((m) =>
  fc.record({
    directions: fc.array(fc.constantFrom<Direction>('min', 'max'), { minLength: m, maxLength: m }),
    // Few values, so that ties and duplicates are common.
    points: fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: m, maxLength: m }), { maxLength: 30 }),
  }),
);

describe('dominates', () => {
  it.each<[number[], number[], Direction[], boolean]>([
    [[1, 1], [2, 2], ['min', 'min'], true],
    [[1, 2], [1, 2], ['min', 'min'], false],
    [[1, 2], [1, 3], ['min', 'min'], true],
    [[1, 2], [1, 3], ['min', 'max'], false],
    [[1, 3], [1, 2], ['min', 'max'], true],
    [[0, 3], [1, 2], ['min', 'min'], false],
    [[-0], [0], ['min'], false],
  ])('dominates(%j, %j, %j) is %s', (a, b, directions, expected) => {
    expect(dominates(a, b, directions)).toBe(expected);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('dominates refuses %d', (value) => {
    expect(() => dominates([value], [0], ['min'])).toThrow(/finite/);
  });
  it('dominates refuses lengths that differ', () => {
    expect(() => dominates([1], [1, 2], ['min', 'min'])).toThrow(/1 objectives where 2/);
  });

  it('dominates is irreflexive, asymmetric and transitive', () => {
    const three = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 });
    const directions: Direction[] = ['min', 'max', 'min'];
    fc.assert(
      fc.property(three, three, three, (a, b, c) => {
        expect(dominates(a, a, directions)).toBe(false);
        if (dominates(a, b, directions)) expect(dominates(b, a, directions)).toBe(false);
        if (dominates(a, b, directions) && dominates(b, c, directions)) expect(dominates(a, c, directions)).toBe(true);
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});

describe('nonDominated', () => {
  it('nonDominated keeps all copies of a non-dominated vector', () => {
    expect(nonDominated([[1, 1], [0, 1], [1, 0], [1, 0]], ['min', 'min'])).toEqual([1, 2, 3]);
    expect(nonDominated([[2], [1], [1]], ['min'])).toEqual([1, 2]);
  });
  it('nonDominated of nothing is nothing', () => {
    expect(nonDominated([], ['min', 'max'])).toEqual([]);
  });

  it('nonDominated equals pairwise comparison, and ParetoArchive holds the same set in any order', () => {
    fc.assert(
      fc.property(fronts, fc.integer(), ({ directions, points }, shuffle) => {
        const oracle = points.flatMap((point, index) => (points.some((other) => dominates(other, point, directions)) ? [] : [index]));
        expect(nonDominated(points, directions)).toEqual(oracle);
        const archive = new ParetoArchive<number>(directions);
        const order = points.map((_, index) => index).sort((a, b) => ((a * 7919 + shuffle) % 31) - ((b * 7919 + shuffle) % 31));
        for (const index of order) archive.add(points[index]!, index);
        expect(archive.entries().map((entry) => entry.item).sort((a, b) => a - b)).toEqual(oracle);
        expect(archive.size).toBe(oracle.length);
      }),
      { seed: 3, numRuns: 400 },
    );
  });
});

describe('ParetoArchive', () => {
  it('add reports acceptance and what was pushed out', () => {
    const archive = new ParetoArchive<string>(['min', 'max']);
    expect(archive.add([2, 5], 'a')).toEqual({ accepted: true, removed: [] });
    expect(archive.add([3, 5], 'b')).toEqual({ accepted: false, removed: [] });
    expect(archive.add([2, 5], 'same as a')).toEqual({ accepted: true, removed: [] });
    expect(archive.add([1, 6], 'c').removed.map((entry) => entry.item)).toEqual(['a', 'same as a']);
    expect(archive.entries()).toEqual([{ values: [1, 6], item: 'c' }]);
  });
  it('add refuses NaN and leaves the archive as it was', () => {
    const archive = new ParetoArchive<string>(['min']);
    archive.add([1], 'a');
    expect(() => archive.add([Number.NaN], 'b')).toThrow(/finite/);
    expect(archive.size).toBe(1);
  });
});
