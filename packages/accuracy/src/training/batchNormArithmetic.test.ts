import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchNormGradients, batchStatistics, normalizeBatch } from './batchNormArithmetic.js';

const EPSILON = 1e-3;
const value = fc.double({ min: -3, max: 3, noNaN: true });
const batch = fc.integer({ min: 1, max: 3 }).chain((channels) =>
  fc.record({
    channels: fc.constant(channels),
    x: fc.integer({ min: 4, max: 9 }).chain((rows) => fc.array(value, { minLength: rows * channels, maxLength: rows * channels })),
    gamma: fc.array(value, { minLength: channels, maxLength: channels }),
    beta: fc.array(value, { minLength: channels, maxLength: channels }),
    seed: fc.nat(1000),
  }),
);

/** Sum of weighted outputs in float64, written from the definition. */
function objective(x: readonly number[], gamma: readonly number[], beta: readonly number[], weights: readonly number[]): number {
  const channels = gamma.length;
  let sum = 0;
  for (let c = 0; c < channels; c++) {
    const column = x.filter((_, i) => i % channels === c);
    const mean = column.reduce((a, b) => a + b, 0) / column.length;
    const variance = column.reduce((a, b) => a + (b - mean) ** 2, 0) / column.length;
    column.forEach((v, row) => (sum += weights[row * channels + c]! * (((v - mean) / Math.sqrt(variance + EPSILON)) * gamma[c]! + beta[c]!)));
  }
  return sum;
}

describe('batchStatistics', () => {
  it('gives mean and biased variance of each channel', () => {
    const { mean, variance } = batchStatistics(Float32Array.of(1, 10, 3, 10, 5, 10), 2);
    expect([...mean]).toEqual([3, 10]);
    expect(variance[0]).toBeCloseTo(8 / 3, 12);
    expect(variance[1]).toBe(0);
  });

  it('stays exact for a large offset', () => {
    expect(batchStatistics(Float32Array.of(8_000_000, 8_000_002), 1).variance[0]).toBe(1);
  });
});

describe('normalizeBatch', () => {
  it('gives mean beta and deviation gamma', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 4, maxLength: 30 }), (values) => {
        const x = Float32Array.from(values);
        const y = normalizeBatch(x, batchStatistics(x, 1), Float32Array.of(2), Float32Array.of(-1), 0);
        const { mean, variance } = batchStatistics(y, 1);
        expect(mean[0]).toBeCloseTo(-1, 4);
        expect(variance[0]).toBeCloseTo(4, 3);
      }),
    );
  });
});

describe('batchNormGradients', () => {
  it('agrees with differences of the definition', () => {
    fc.assert(
      fc.property(batch, ({ channels, x, gamma, beta, seed }) => {
        const weights = x.map((_, i) => Math.sin(i * 1.7 + seed));
        const xs = Float32Array.from(x);
        const inputs = [...xs];
        const gammas = Float32Array.from(gamma);
        const gradients = batchNormGradients(xs, Float32Array.from(weights), batchStatistics(xs, channels), gammas, EPSILON);
        const slope = (list: readonly number[], at: number, evaluate: (changed: number[]) => number): number => {
          const step = 1e-5;
          const moved = (by: number): number[] => list.map((v, i) => (i === at ? v + by : v));
          return (evaluate(moved(step)) - evaluate(moved(-step))) / (2 * step);
        };
        const close = (actual: number, expected: number): void => expect(Math.abs(actual - expected)).toBeLessThan(2e-3 * (1 + Math.abs(expected)));
        inputs.forEach((_, i) => close(gradients.x[i]!, slope(inputs, i, (changed) => objective(changed, [...gammas], beta, weights))));
        gamma.forEach((_, c) => {
          close(gradients.gamma[c]!, slope([...gammas], c, (changed) => objective(inputs, changed, beta, weights)));
          close(gradients.beta[c]!, slope(beta, c, (changed) => objective(inputs, [...gammas], changed, weights)));
        });
      }),
      { numRuns: 60 },
    );
  });
});
