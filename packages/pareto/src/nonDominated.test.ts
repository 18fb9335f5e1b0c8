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

describe('large fronts', () => {
  const random = (seed: number) => {
    let state = seed;
    return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  };
  /** Points on a quarter sphere: with many digits none dominates another, with few many coincide. */
  const sphere = (count: number, m: number, digits: number, next: () => number): number[][] =>
    Array.from({ length: count }, () => {
      const direction = Array.from({ length: m }, () => 0.01 + next());
      const length = Math.hypot(...direction);
      return direction.map((value) => Number((1 - value / length).toFixed(digits)));
    });

  it.each([1, 2, 3, 4, 5, 6])('ParetoArchive and nonDominated of 700 points in %d objectives equal pairwise comparison', (m) => {
    const next = random(m);
    for (const digits of [1, 2, 12]) {
      for (const order of ['drawn', 'sorted', 'reversed']) {
        const drawn = [...sphere(600, m, digits, next), ...Array.from({ length: 100 }, () => Array.from({ length: m }, next))];
        const points = order === 'drawn' ? drawn : drawn.sort((a, b) => (order === 'sorted' ? 1 : -1) * (a[0]! - b[0]!));
        const directions = points[0]!.map(() => 'min' as const);
        const oracle = points.flatMap((point, index) => (points.some((other) => dominates(other, point, directions)) ? [] : [index]));
        expect(nonDominated(points, directions)).toEqual(oracle);
        const archive = new ParetoArchive<number>(directions);
        let out = 0;
        points.forEach((point, index) => {
          const { accepted, removed } = archive.add(point, index);
          out += removed.length + (accepted ? 0 : 1);
        });
        expect(archive.entries().map(({ item }) => item)).toEqual(oracle);
        expect(archive.size).toBe(oracle.length);
        expect(out).toBe(points.length - oracle.length);
      }
    }
  });

  it.each([2, 3, 4])('ParetoArchive takes 100,000 points that all stay, in %d objectives, in seconds', (m) => {
    const points = sphere(100_000, m, 15, random(9));
    const archive = new ParetoArchive<undefined>(points[0]!.map(() => 'min'));
    const start = performance.now();
    for (const point of points) archive.add(point, undefined);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(archive.size).toBeGreaterThan(99_000);
  });
});
