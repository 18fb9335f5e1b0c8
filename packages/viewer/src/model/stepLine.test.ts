import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frontOf, stepLine, stepPath, type Place } from './stepLine.js';

const edge = { right: 100, bottom: 100 };
const beats = (a: Place, b: Place): boolean => a.x <= b.x && a.y <= b.y && (a.x < b.x || a.y < b.y);
const places = fc.array(fc.record({ x: fc.integer({ min: 0, max: 12 }), y: fc.integer({ min: 0, max: 12 }) }), { maxLength: 40 });

describe('frontOf', () => {
  it('keeps exactly the places that none beats, duplicates included', () => {
    fc.assert(fc.property(places, (all) => {
      const expected = all.filter((place) => !all.some((other) => beats(other, place)));
      expect(new Set(frontOf(all))).toEqual(new Set(expected));
      expect(frontOf(all)).toHaveLength(expected.length);
    }));
  });
  it('orders from the left to the right', () => {
    expect(frontOf([{ x: 5, y: 1 }, { x: 1, y: 5 }, { x: 3, y: 3 }]).map((place) => place.x)).toEqual([1, 3, 5]);
  });
  it('is empty without places', () => {
    expect(frontOf([])).toEqual([]);
  });
});

describe('stepLine', () => {
  it('goes up, then right and up, then right to the edge', () => {
    expect(stepLine([{ x: 10, y: 60 }, { x: 30, y: 20 }], edge)).toEqual([
      { x: 10, y: 100 }, { x: 10, y: 60 }, { x: 30, y: 60 }, { x: 30, y: 20 }, { x: 100, y: 20 },
    ]);
  });
  it('is a corner for one place and nothing for none', () => {
    expect(stepLine([{ x: 10, y: 60 }], edge)).toEqual([{ x: 10, y: 100 }, { x: 10, y: 60 }, { x: 100, y: 60 }]);
    expect(stepLine([], edge)).toEqual([]);
  });
  it('adds no corner for a duplicate', () => {
    expect(stepLine([{ x: 10, y: 60 }, { x: 10, y: 60 }], edge)).toHaveLength(3);
  });
  it('has only horizontal and vertical pieces and leaves no place above or left of it', () => {
    fc.assert(fc.property(places, (all) => {
      const front = frontOf(all);
      const corners = stepLine(front, edge);
      corners.slice(1).forEach((corner, index) => {
        const before = corners[index]!;
        expect(corner.x === before.x || corner.y === before.y).toBe(true);
        expect(corner.x).toBeGreaterThanOrEqual(before.x);
        expect(corner.y).toBeLessThanOrEqual(before.y);
      });
      for (const place of all) expect(front.some((member) => member.x <= place.x && member.y <= place.y)).toBe(true);
    }));
  });
});

describe('stepPath', () => {
  it('writes the line open and the region closed in the worst corner', () => {
    const corners = stepLine([{ x: 10, y: 60 }, { x: 30, y: 20 }], edge);
    expect(stepPath(corners)).toBe('M10,100L10,60L30,60L30,20L100,20');
    expect(stepPath(corners, edge)).toBe('M10,100L10,60L30,60L30,20L100,20L100,100Z');
    expect(stepPath([])).toBe('');
  });
});
