import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsOf, stackBreakdown } from './stackBreakdown.js';

const entry = (component: string, energyUj: number, areaMm2 = 0) => ({ component, energyUj, areaMm2 });

describe('stackBreakdown', () => {
  it('orders by group, then by size, end to end', () => {
    const { total, slices } = stackBreakdown([entry('array.a', 1), entry('dram.x', 6), entry('array.b', 2), entry('leakage', 1)], 'energyUj');
    expect(total).toBe(10);
    expect(slices.map((slice) => [slice.component, slice.start, slice.share])).toEqual([['dram.x', 0, 0.6], ['array.b', 0.6, 0.2], ['array.a', 0.8, 0.1], ['leakage', 0.9, 0.1]]);
  });
  it('leaves out what is not a positive number and never divides by zero', () => {
    expect(stackBreakdown([entry('a', 0), entry('b', NaN), entry('c', -1), entry('d', 2)], 'energyUj').slices).toEqual([{ component: 'd', group: 'd', value: 2, share: 1, start: 0 }]);
    expect(stackBreakdown([entry('a', 0)], 'energyUj')).toEqual({ total: 0, slices: [] });
    expect(stackBreakdown([], 'areaMm2')).toEqual({ total: 0, slices: [] });
  });
  it('has shares that add up to one', () => {
    const list = fc.array(fc.record({ component: fc.stringMatching(/^[a-c]\.[a-z]$/), energyUj: fc.double({ min: 1e-9, max: 1e9, noNaN: true }), areaMm2: fc.constant(0) }), { minLength: 1 });
    fc.assert(fc.property(list, (breakdown) => {
      const { slices } = stackBreakdown(breakdown, 'energyUj');
      expect(slices.reduce((sum, slice) => sum + slice.share, 0)).toBeCloseTo(1, 9);
    }));
  });
});

describe('groupsOf', () => {
  it('weighs energy and area alike, so that both bars share one order', () => {
    expect(groupsOf([entry('array.a', 1, 9), entry('dram.x', 9, 0), entry('buffer.w', 0, 1)])).toEqual(['array', 'dram', 'buffer']);
  });
});
