import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisScale } from './axisScale.js';
import { isZoom, zoomAround, zoomBetween } from './Zoom.js';

const frame = { left: 60, right: 460, top: 20, bottom: 320 };
const axesOf = (x: 'linear' | 'log', y: 'linear' | 'log') => ({
  x: axisScale({ values: [1, 100], unit: 'µJ', kind: x, direction: 'min', range: [frame.right, frame.left], tickCount: 5 }),
  y: axisScale({ values: [0.2, 0.9], unit: '', kind: y, direction: 'max', range: [frame.bottom, frame.top], tickCount: 5 }),
});

describe('zoomBetween', () => {
  it('puts the corners at the ends of the axes, in any order and for any kind of axis', () => {
    const place = fc.record({ x: fc.integer({ min: 60, max: 460 }), y: fc.integer({ min: 20, max: 320 }) });
    fc.assert(fc.property(place, place, fc.constantFrom('linear' as const, 'log' as const), (a, b, kind) => {
      fc.pre(a.x !== b.x && a.y !== b.y);
      const zoom = zoomBetween(axesOf(kind, 'linear'), a, b);
      expect(isZoom(zoom, { x: kind, y: 'linear' })).toBe(true);
      const zoomed = axisScale({ values: [], unit: 'µJ', kind, direction: 'min', range: [frame.right, frame.left], tickCount: 5, ends: zoom.x });
      const before = axesOf(kind, 'linear').x;
      expect(zoomed.pixel(before.value(Math.min(a.x, b.x)))).toBeCloseTo(frame.left, 4);
      expect(zoomed.pixel(before.value(Math.max(a.x, b.x)))).toBeCloseTo(frame.right, 4);
    }));
  });
});

describe('zoomAround', () => {
  it('keeps the centre where it is', () => {
    const center = { x: 160, y: 100 };
    const axes = axesOf('log', 'linear');
    const zoom = zoomAround(axes, frame, center, 0.5);
    const zoomed = axisScale({ values: [], unit: 'µJ', kind: 'log', direction: 'min', range: [frame.right, frame.left], tickCount: 5, ends: zoom.x });
    expect(zoomed.pixel(axes.x.value(center.x))).toBeCloseTo(center.x, 4);
    expect(zoom.y[1] - zoom.y[0]).toBeLessThan(0.7);
  });
  it('shows everything again when it is taken back', () => {
    const axes = axesOf('linear', 'linear');
    const all = zoomAround(axes, frame, { x: 100, y: 100 }, 1);
    expect(all.x[0]).toBeCloseTo(axes.x.value(frame.left), 6);
    expect(all.x[1]).toBeCloseTo(axes.x.value(frame.right), 6);
  });
});

describe('isZoom', () => {
  const kinds = { x: 'log', y: 'linear' } as const;
  it.each([[null], [3], [{}], [{ x: [1, 2] }], [{ x: [2, 1], y: [0, 1] }], [{ x: [0, 1], y: [0, 1] }], [{ x: [1, NaN], y: [0, 1] }], [{ x: ['1', 2], y: [0, 1] }], [{ x: [1, 2, 3], y: [0, 1] }]])('refuses %j', (value) => {
    expect(isZoom(value, kinds)).toBe(false);
  });
  it('takes ascending finite ends, positive on a logarithmic axis', () => {
    expect(isZoom({ x: [0.1, 1], y: [-1, 1] }, kinds)).toBe(true);
  });
});
