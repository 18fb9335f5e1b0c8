import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GridIndex } from './GridIndex.js';

const coordinate = fc.integer({ min: -10, max: 130 });

describe('GridIndex', () => {
  it('finds what a search through all places in the frame finds', () => {
    fc.assert(fc.property(fc.array(fc.tuple(coordinate, coordinate, fc.boolean()), { maxLength: 60 }), coordinate, coordinate, (places, x, y) => {
      const index = new GridIndex(Float32Array.from(places, ([px]) => px), Float32Array.from(places, ([, py]) => py), { width: 120, height: 120, reach: 24 });
      let expected = -1;
      let least = 24 * 24;
      places.forEach(([px, py, accepted], at) => {
        const distance = (px - x) ** 2 + (py - y) ** 2;
        const inside = px >= 0 && py >= 0 && px < 144 && py < 144;
        if (accepted && inside && (distance < least || (distance === least && expected < 0))) [expected, least] = [at, distance];
      });
      expect(index.nearest(x, y, (at) => places[at]![2])).toBe(expected);
    }));
  });
});
