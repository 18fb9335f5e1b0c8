import { BitscapeError } from '@bitscape/errors';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MagnitudeHistogram } from './MagnitudeHistogram.js';

describe('MagnitudeHistogram', () => {
  it('keeps the exact range and count', () => {
    const histogram = new MagnitudeHistogram();
    expect(histogram.range).toEqual([0, 0]);
    histogram.add(Float32Array.of(0.1, -7));
    histogram.add(Float32Array.of(3));
    expect(histogram.range).toEqual([-7, 3]);
    expect(histogram.count).toBe(3);
  });

  it('gives ascending samples within the bin resolution, whatever the batches', () => {
    const data = fc.float32Array({ noNaN: true, noDefaultInfinity: true, minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(data, fc.nat(99), (values, cut) => {
        const whole = new MagnitudeHistogram();
        whole.add(values);
        const left = new MagnitudeHistogram();
        const right = new MagnitudeHistogram();
        left.add(values.subarray(cut));
        right.add(values.subarray(0, cut));
        left.merge(right);
        expect(left.sample()).toEqual(whole.sample());
        const sample = whole.sample();
        const sorted = Float64Array.from(values).sort();
        expect(sample.counts.at(-1)).toBe(values.length);
        let bin = 0;
        sorted.forEach((x, i) => {
          while (sample.counts[bin + 1]! <= i) bin++;
          expect(Math.abs(sample.values[bin]! - x)).toBeLessThanOrEqual(Math.abs(x) * 2 ** -9 + 2 ** -135);
          if (bin > 0) expect(sample.values[bin]! >= sample.values[bin - 1]!).toBe(true);
        });
      }),
    );
  });

  it('keeps zeros exactly zero', () => {
    const histogram = new MagnitudeHistogram();
    histogram.add(Float32Array.of(0, 0, -0, 1, -1));
    const { values, sums } = histogram.sample();
    expect([...values].map((x) => x + 0)).toEqual([-1, 0, 0, 1]);
    expect(sums.at(-1)).toBe(0);
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d when it is read', (bad) => {
    const histogram = new MagnitudeHistogram();
    histogram.add(Float32Array.of(1, bad, 2));
    expect(() => histogram.sample()).toThrow(BitscapeError);
    expect(() => histogram.sample()).toThrow('1 of 3 calibration values are not finite');
  });
});
