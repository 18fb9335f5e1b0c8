import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from './wilsonInterval.js';

describe('wilsonInterval', () => {
  it.each([
    // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('wilsonInterval(%d, %d) is the published interval', (successes, n, lo, hi) => {
    const interval = wilsonInterval(successes, n);
    expect(interval[0]).toBeCloseTo(lo, 4);
    expect(interval[1]).toBeCloseTo(hi, 4);
  });

  it('wilsonInterval of none and of all trials ends exactly at 0 and 1', () => {
    expect(wilsonInterval(0, 7)[0]).toBe(0);
    expect(wilsonInterval(7, 7)[1]).toBe(1);
    expect(wilsonInterval(0, 0)).toEqual([0, 1]);
  });

  it('wilsonInterval ends solve the score equation, contain the proportion and mirror under failure', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const k = Math.round(share * n);
        const [lo, hi] = wilsonInterval(k, n);
        const p = k / n;
        expect(lo).toBeLessThanOrEqual(p);
        expect(hi).toBeGreaterThanOrEqual(p);
        const [mirrorLo, mirrorHi] = wilsonInterval(n - k, n);
        expect(mirrorLo).toBeCloseTo(1 - hi, 9);
        expect(mirrorHi).toBeCloseTo(1 - lo, 9);
        for (const bound of [lo, hi]) {
          if (bound === 0 || bound === 1) continue;
          const score = Math.abs(p - bound) / Math.sqrt((bound * (1 - bound)) / n);
          expect(score).toBeCloseTo(1.959963984540054, 4);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('wilsonInterval widens with confidence', () => {
    const [lo95, hi95] = wilsonInterval(90, 100);
    const [lo99, hi99] = wilsonInterval(90, 100, 0.99);
    expect(lo99).toBeLessThan(lo95);
    expect(hi99).toBeGreaterThan(hi95);
  });

  it.each([
    [-1, 3],
    [4, 3],
    [0.5, 3],
    [1, Number.NaN],
    [1, Number.POSITIVE_INFINITY],
  ])('wilsonInterval(%d, %d) is refused', (successes, n) => {
    expect(() => wilsonInterval(successes, n)).toThrow(/successes/);
  });
  it('wilsonInterval(1, 2, 1) is refused', () => {
    expect(() => wilsonInterval(1, 2, 1)).toThrow(/confidence/);
  });
});
