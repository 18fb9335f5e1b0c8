import { describe, expect, it } from 'vitest';
import { randomSource } from './randomSource.js';

describe('randomSource(seed)', () => {
  it('repeats for equal seeds, differs for others, and stays below the bound', () => {
    const draw = (seed: number, bound: number): number[] => {
      const random = randomSource(seed);
      return Array.from({ length: 1000 }, () => random(bound));
    };
    expect(draw(7, 1000)).toEqual(draw(7, 1000));
    expect(draw(7, 1000)).not.toEqual(draw(8, 1000));
    expect(new Set(draw(1, 5))).toEqual(new Set([0, 1, 2, 3, 4]));
    expect(draw(3, 2 ** 53).every((value) => Number.isSafeInteger(value))).toBe(true);
    const mean = draw(4, 2 ** 53).reduce((sum, value) => sum + value / 2 ** 53, 0) / 1000;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.04);
  });
});
