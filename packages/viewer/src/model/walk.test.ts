import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walk, type WalkStop } from './walk.js';

const stops: WalkStop[] = [{ id: 'm', x: 5, y: 1 }, { id: 'l', x: 1, y: 9 }, { id: 'r', x: 9, y: 5 }];

describe('walk', () => {
  it('starts at the leftmost stop whatever the arrow', () => {
    for (const step of ['left', 'right', 'up', 'down', 'first'] as const) expect(walk(stops, null, step)).toBe('l');
    expect(walk(stops, null, 'last')).toBe('r');
    expect(walk(stops, 'gone', 'right')).toBe('l');
  });
  it('goes along x with left and right, along y with up and down, and stays at the ends', () => {
    expect(walk(stops, 'l', 'right')).toBe('m');
    expect(walk(stops, 'r', 'right')).toBe('r');
    expect(walk(stops, 'm', 'left')).toBe('l');
    expect(walk(stops, 'l', 'up')).toBe('r');
    expect(walk(stops, 'r', 'up')).toBe('m');
    expect(walk(stops, 'm', 'down')).toBe('r');
  });
  it('has nowhere to go without stops', () => {
    expect(walk([], null, 'right')).toBeNull();
  });
  it('reaches every stop from the first by going right, equal places included', () => {
    const list = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), x: fc.integer({ min: 0, max: 3 }), y: fc.integer({ min: 0, max: 3 }) }), { selector: (stop) => stop.id, minLength: 1, maxLength: 20 });
    fc.assert(fc.property(list, fc.constantFrom('right' as const, 'down' as const), (all, step) => {
      const seen = new Set<string>();
      let at = step === 'right' ? walk(all, null, 'first')! : [...all].sort((a, b) => a.y - b.y || a.x - b.x || (a.id < b.id ? -1 : 1))[0]!.id;
      for (let press = 0; press < all.length; press++) {
        seen.add(at);
        at = walk(all, at, step)!;
      }
      expect(seen.size).toBe(all.length);
    }));
  });
});
