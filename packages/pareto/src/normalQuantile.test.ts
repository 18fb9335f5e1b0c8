import { errorFunction, probit } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { normalQuantile } from './normalQuantile.js';

describe('normalQuantile', () => {
  it.each([
    [0.5, 0],
    [0.9, 1.2815515655446004],
    [0.95, 1.6448536269514722],
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [0.9995, 3.2905267314918945],
  ])('normalQuantile(%d) is the tabulated %d', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 6);
    expect(normalQuantile(1 - p)).toBeCloseTo(-z, 6);
  });

  it.each([0, 1, -0.1, 1.1, Number.NaN])('normalQuantile(%d) is refused', (p) => {
    expect(() => normalQuantile(p)).toThrow(/probability/);
  });
});

describe('simple-statistics functions in use', () => {
  it('probit(0.975) is the coarse value that the Newton steps start from', () => {
    expect(probit(0.975)).toBeCloseTo(1.9571619316560775, 12);
  });
  it.each([
    [0, 0],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [-1, -0.8427007929497149],
  ])('errorFunction(%d) is %d within 1.2e-7', (x, value) => {
    expect(Math.abs(errorFunction(x) - value)).toBeLessThan(1.2e-7);
  });
});
