import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EpsilonArchive } from './EpsilonArchive.js';

describe('EpsilonArchive', () => {
  it('add keeps one point a box, the nearest to the best corner', () => {
    const archive = new EpsilonArchive<string>(['min', 'max'], [{ absolute: 1 }, { absolute: 1 }]);
    expect(archive.add([2.5, 7.5], 'a')).toBe(true);
    expect(archive.add([2.9, 7.9], 'worse in one, nearer in the other, farther in all')).toBe(false);
    expect(archive.add([2.1, 7.9], 'nearer')).toBe(true);
    expect(archive.add([9, 7.2], 'dominated box')).toBe(false);
    expect(archive.add([1.2, 3.3], 'another box')).toBe(true);
    expect(archive.entries().map(({ item }) => item)).toEqual(['another box', 'nearer']);
    expect(archive.progress).toBe(2);
  });

  it('a relative epsilon puts values of a constant ratio into one box', () => {
    const archive = new EpsilonArchive<number>(['min'], [{ relative: 0.1 }]);
    for (const value of [1000, 105, 104, 0.0011, 0.00105]) archive.add([value], value);
    expect(archive.entries().map(({ item }) => item)).toEqual([0.00105]);
    expect(() => archive.add([0], 0)).toThrow(/above 0/);
  });

  it.each([[[]], [[{ absolute: 0 }]], [[{ relative: -1 }]], [[{ absolute: Infinity }]]])('new EpsilonArchive with %j is refused', (epsilons) => {
    expect(() => new EpsilonArchive(['min'], epsilons)).toThrow(/epsilon/);
  });

  it('members match every added point within epsilon, whatever the order, and no two share a box', () => {
    const point = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 60 }), (points) => {
        const build = (list: readonly (readonly number[])[]) => {
          const archive = new EpsilonArchive<null>(['min', 'min', 'min'], [{ absolute: 0.5 }, { absolute: 0.5 }, { absolute: 0.5 }]);
          for (const values of list) archive.add(values, null);
          return archive.entries().map(({ values }) => values);
        };
        const members = build(points);
        expect(build([...points].reverse())).toEqual(members);
        for (const values of points) expect(members.some((member) => member.every((value, objective) => value <= values[objective]! + 0.5))).toBe(true);
        expect(new Set(members.map((member) => member.map((value) => Math.floor(value / 0.5)).join())).size).toBe(members.length);
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});
