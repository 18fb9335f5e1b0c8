import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFormat } from '../format/parseFormat.js';
import { quantizeTensor } from '../tensor/quantizeTensor.js';
import { everyFormat } from '../testing/everyFormat.js';
import { stochasticRanks } from './stochasticRounding.js';

describe('stochasticRanks', () => {
  it.each(['int3', 'lns:2.1', 'lns:3.0', 'ulns:2.2', 'apot4', 'binary', 'ternary'])('of %s has the value as its mean', (name) => {
    const format = parseFormat(name);
    for (const x of [0.11, 0.37, 0.62, 0.93]) {
      const values = new Float32Array(40_000).fill(x);
      const ranks = stochasticRanks(values, format, 1, 5);
      const mean = ranks.reduce((sum, rank) => sum + format.levels[rank]!, 0) / ranks.length;
      // Four standard errors of a two-point distribution over a gap of at most 2.
      expect(Math.abs(mean - x)).toBeLessThan((4 * 1) / Math.sqrt(values.length));
    }
  });

  it('gives a neighbour of the value, and levels themselves unchanged', () => {
    fc.assert(
      fc.property(fc.constantFrom(...everyFormat(6)), fc.float({ min: -3, max: 3, noNaN: true }), fc.integer(), (format, x, seed) => {
        const rank = stochasticRanks(Float32Array.of(x), format, 1, seed)[0]!;
        const { levels } = format;
        expect(rank === 0 || levels[rank - 1]! < x).toBe(true);
        expect(rank === levels.length - 1 || levels[rank + 1]! > x).toBe(true);
      }),
    );
  });

  it('repeats with its seed, and differs from other seeds and from the nearest level', () => {
    const data = Float32Array.from({ length: 500 }, (_, i) => Math.sin(i));
    const codes = (rounding: 'nearest' | { stochastic: number }) => [...quantizeTensor({ shape: [500], data }, parseFormat('int4'), { granularity: 'tensor', method: 'max', rounding }).codes];
    expect(codes({ stochastic: 1 })).toEqual(codes({ stochastic: 1 }));
    expect(codes({ stochastic: 1 })).not.toEqual(codes({ stochastic: 2 }));
    expect(codes({ stochastic: 1 })).not.toEqual(codes('nearest'));
  });
});

// Bias of rounding in the log domain on locally uniform data: decision points at geometric instead of arithmetic means.
it.each([
  [0, 0.057],
  [1, 0.015],
  [2, 0.0037],
  [3, 0.0009],
])('lns with %d fraction bits rounded in the log domain is too large by %d on average, in the linear domain not at all', (f, bias) => {
  const count = 200_000;
  const data = Float32Array.from({ length: count }, (_, i) => 2 ** -3 * (1 + (i + 0.5) / count));
  const mean = (name: string): number => {
    const restored = quantizeTensor({ shape: [count], data }, parseFormat(name), { granularity: 'tensor', method: 'max' });
    return restored.dequantize().reduce((sum, x) => sum + x, 0);
  };
  const total = data.reduce((sum, x) => sum + x, 0);
  // One whole octave of uniform data; with `max` its top is the level 1.
  expect(Math.abs((mean(`lns:4.${f}:log`) / total - 1) / bias - 1)).toBeLessThan(0.1);
  expect(Math.abs(mean(`lns:4.${f}`) / total - 1)).toBeLessThan(1e-4);
});
