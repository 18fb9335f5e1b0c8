import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisScale, type AxisRequest } from './axisScale.js';

const request = (more: Partial<AxisRequest>): AxisRequest => ({ values: [1, 2, 3], unit: 'µJ', kind: 'linear', direction: 'min', range: [400, 0], tickCount: 6, ...more });

describe('axisScale', () => {
  it('puts the better value nearer to the best end, for both directions and both kinds', () => {
    for (const direction of ['min', 'max'] as const) {
      for (const kind of ['linear', 'log'] as const) {
        for (const range of [[400, 0], [0, 400]] as const) {
          const { pixel } = axisScale(request({ direction, kind, range }));
          const [better, worse] = direction === 'min' ? [1, 3] : [3, 1];
          expect(Math.abs(pixel(better) - range[1]), `${direction} ${kind}`).toBeLessThan(Math.abs(pixel(worse) - range[1]));
        }
      }
    }
  });
  it('keeps every value inside the range, for any finite values', () => {
    const value = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), fc.constantFrom('linear' as const, 'log' as const), (values, kind) => {
      const { pixel } = axisScale(request({ values, kind }));
      for (const one of values) {
        expect(pixel(one)).toBeGreaterThanOrEqual(-0.01);
        expect(pixel(one)).toBeLessThanOrEqual(400.01);
      }
    }));
  });
  it('centres a single value, zero included', () => {
    for (const one of [5, 0, -3]) expect(axisScale(request({ values: [one, one] })).pixel(one)).toBeCloseTo(200, 6);
    expect(axisScale(request({ values: [5], kind: 'log' })).pixel(5)).toBeCloseTo(200, 6);
  });
  it('has ticks without values, and without positive values on a logarithmic axis', () => {
    expect(axisScale(request({ values: [] })).ticks.length).toBeGreaterThan(1);
    expect(axisScale(request({ values: [-1, 0], kind: 'log' })).ticks.length).toBeGreaterThan(1);
  });
  it('never shows more than 100 per cent', () => {
    const { ticks, unit, pixel } = axisScale(request({ values: [0.9, 0.999], unit: '', direction: 'max', range: [400, 0] }));
    expect(unit.symbol).toBe('%');
    expect(Math.max(...ticks.map((tick) => Number(tick.label)))).toBeLessThanOrEqual(100);
    expect(pixel(1)).toBeCloseTo(0, 6);
  });
  it('labels in the unit of the largest value', () => {
    const { ticks, unit } = axisScale(request({ values: [900, 2400] }));
    expect(unit.symbol).toBe('mJ');
    expect(ticks.map((tick) => tick.label)).toContain('1.6');
  });
});
