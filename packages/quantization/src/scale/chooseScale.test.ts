import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildQuantizer } from '../quantizer/buildQuantizer.js';
import { chooseScale, chooseScaleFromHistogram } from './chooseScale.js';
import { errorStatistics } from '../tensor/errorStatistics.js';
import { MagnitudeHistogram } from './MagnitudeHistogram.js';
import type { NumberFormat } from '../format/NumberFormat.js';
import { parseFormat } from '../format/parseFormat.js';

/** Seeded uniform numbers in [0, 1): the mulberry32 generator. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Box-Muller. */
function gaussianSample(count: number, seed: number): Float32Array {
  const random = mulberry32(seed);
  return Float32Array.from({ length: count }, () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
}

function mse(data: Float32Array, format: NumberFormat, scale: number): number {
  const output = new Float32Array(data.length);
  buildQuantizer(format, scale).fakeQuantize(data, output);
  return errorStatistics(data, output).mse;
}

function histogramOf(...batches: Float32Array[]): MagnitudeHistogram {
  const histogram = new MagnitudeHistogram();
  batches.forEach((batch) => histogram.add(batch));
  return histogram;
}

describe('chooseScale', () => {
  it.each(['max', 'percentile', 'mse'] as const)('%s gives 1 for empty and all-zero data', (method) => {
    for (const data of [new Float32Array(0), new Float32Array(5), Float32Array.of(-0, 0)]) {
      expect(chooseScale(data, parseFormat('int4'), method)).toBe(1);
      expect(chooseScaleFromHistogram(histogramOf(data), parseFormat('int4'), method)).toBe(1);
    }
  });

  it.each(['max', 'percentile', 'mse'] as const)('%s gives 1 where an unsigned format meets negative values only', (method) => {
    expect(chooseScale(Float32Array.of(-3, -1), parseFormat('uint4'), method)).toBe(1);
  });

  it('max puts the largest magnitude on the outermost level', () => {
    expect(chooseScale(Float32Array.of(1, -14), parseFormat('int4'), 'max')).toBe(2);
    expect(chooseScale(Float32Array.of(1, -14, 3), parseFormat('uint2'), 'max')).toBe(1);
    expect(chooseScale(Float32Array.of(0.25, -14), parseFormat('lns:3.1'), 'max')).toBe(14);
  });

  it('percentile leaves the stated fraction unclipped', () => {
    const data = Float32Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? 1 : -1) * (i + 1));
    expect(chooseScale(data, parseFormat('lns:3.1'), 'percentile')).toBe(999);
    expect(chooseScale(data, parseFormat('lns:3.1'), 'percentile:50')).toBeCloseTo(500, -1);
    expect(chooseScale(data, parseFormat('lns:3.1'), 'percentile:100')).toBe(1000);
  });

  it('percentile falls back to max where almost everything is zero', () => {
    const data = new Float32Array(5000);
    data[7] = 3;
    expect(chooseScale(data, parseFormat('uint8'), 'percentile')).toBe(3 / 255);
  });

  it('mse finds a perfect grid', () => {
    const data = Float32Array.of(-0.7, 0.1, 0.3, 0.2, 0.6, -0.5);
    expect(mse(data, parseFormat('int4'), chooseScale(data, parseFormat('int4'), 'mse'))).toBeLessThan(1e-12);
  });

  it.each(['int2', 'int4', 'uint4', 'lns:2.1', 'ulns:2.2', 'lns:3.0', 'int8'])('mse of %s equals a dense brute-force search', (name) => {
    const format = parseFormat(name);
    const data = gaussianSample(700, 5).map((x, i) => (i % 50 === 0 ? 4 * x : x));
    const max = chooseScale(data, format, 'max');
    let best = Infinity;
    for (let i = 1; i <= 2000; i++) best = Math.min(best, mse(data, format, (max * 1.1 * i) / 2000));
    const found = mse(data, format, chooseScale(data, format, 'mse'));
    expect(found).toBeLessThan(best * 1.01);
  });

  it('mse is never worse than max', () => {
    const names = fc.constantFrom('int2', 'int3', 'int8', 'uint4', 'lns:2.1', 'ulns:3.2', 'lns:1.0');
    const values = fc.float32Array({ min: -100, max: 100, noNaN: true, minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(names, values, (name, data) => {
        const format = parseFormat(name);
        const withMax = mse(data, format, chooseScale(data, format, 'max'));
        const withMse = mse(data, format, chooseScale(data, format, 'mse'));
        expect(withMse).toBeLessThanOrEqual(withMax * (1 + 1e-6) + 1e-12);
      }),
    );
  });

  // Optimal clipping of narrow symmetric grids on a unit Gaussian, computed by numerical integration of the squared error.
  it.each([
    [2, 1.224, 7.21],
    [3, 1.952, 13.29],
    [4, 2.474, 18.9],
    [8, 3.92, 40.54],
  ])('mse on Gaussian data clips int%d at %d sigma with %d dB', (bits, clip, sqnr) => {
    const format = parseFormat(`int${bits}`);
    const data = gaussianSample(400_000, 11);
    const scale = chooseScale(data, format, 'mse');
    expect(scale * format.levels.at(-1)!).toBeGreaterThan(clip * 0.97);
    expect(scale * format.levels.at(-1)!).toBeLessThan(clip * 1.03);
    const output = new Float32Array(data.length);
    buildQuantizer(format, scale).fakeQuantize(data, output);
    expect(errorStatistics(data, output).sqnrDb).toBeCloseTo(sqnr, 0);
  });

  // Uniform noise of relative step 2^(2^-f) - 1: SQNR = 13.98 + 6.02 f dB while nothing under- or overflows.
  it.each([1, 2, 3, 4])('lns with %d fraction bits reaches its SQNR on log-wide data', (f) => {
    const random = mulberry32(3);
    const data = Float32Array.from({ length: 60_000 }, () => (random() < 0.5 ? -1 : 1) * 2 ** (-6 * random()));
    const format = parseFormat(`lns:4.${f}`);
    const output = new Float32Array(data.length);
    buildQuantizer(format, 1).fakeQuantize(data, output);
    expect(Math.abs(errorStatistics(data, output).sqnrDb - (13.98 + 6.02 * f))).toBeLessThan(0.15);
  });
});

describe('chooseScaleFromHistogram', () => {
  it.each(['int4', 'uint8', 'lns:3.2', 'ulns:3.3'])('agrees with the exact choice for %s', (name) => {
    const format = parseFormat(name);
    const data = gaussianSample(30_000, 23);
    const histogram = histogramOf(data.subarray(0, 10_000), data.subarray(10_000));
    expect(chooseScaleFromHistogram(histogram, format, 'max')).toBe(chooseScale(data, format, 'max'));
    const percentile = chooseScale(data, format, 'percentile');
    expect(Math.abs(chooseScaleFromHistogram(histogram, format, 'percentile') / percentile - 1)).toBeLessThan(2 ** -9);
    const exact = mse(data, format, chooseScale(data, format, 'mse'));
    expect(mse(data, format, chooseScaleFromHistogram(histogram, format, 'mse'))).toBeLessThan(exact * 1.01);
  });
});
