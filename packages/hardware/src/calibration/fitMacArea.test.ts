import { describe, expect, it } from 'vitest';
import { loadHardwareModels } from '../models/loadHardwareModels.js';
import { compareMacArea, fitMacArea, type AreaComparison } from './fitMacArea.js';
import { leastSquares } from './leastSquares.js';

const { calibration, cells } = loadHardwareModels();
const library = cells[calibration.cells]!;
const stored = {
  adder: calibration.coefficients.adder.value,
  multiplier: calibration.coefficients.multiplier.value,
  table: calibration.coefficients.table.value,
};
const rows = compareMacArea(calibration, library, stored);
const errors = (chosen: (row: AreaComparison) => boolean) => {
  const relative = rows.filter(chosen).map(({ measuredUm2, modelledUm2 }) => Math.abs(modelledUm2 / measuredUm2 - 1));
  return { count: relative.length, mean: relative.reduce((sum, error) => sum + error, 0) / relative.length, max: Math.max(...relative) };
};

describe('fitMacArea', () => {
  it('reproduces the stored coefficients from the points marked as fitted', () => {
    const fitted = fitMacArea(calibration, library);
    for (const key of ['adder', 'multiplier', 'table'] as const) expect(stored[key] / fitted[key]).toBeCloseTo(1, 3);
  });

  it('gives the stored bounds when it is fitted to the points held out instead', () => {
    const swap = <Point extends { readonly fitted: boolean }>(points: readonly Point[]) => points.map((point) => ({ ...point, fitted: !point.fitted }));
    const { intMac, lnsMac, table } = calibration.points;
    const other = fitMacArea({ points: { intMac: swap(intMac), lnsMac: swap(lnsMac), table: swap(table) } }, library);
    for (const key of ['adder', 'multiplier', 'table'] as const) {
      const { value, bounds } = calibration.coefficients[key];
      expect(bounds[0] / Math.min(value, other[key])).toBeCloseTo(1, 3);
      expect(bounds[1] / Math.max(value, other[key])).toBeCloseTo(1, 3);
    }
  });

  it('doubles the table coefficient when all measured tables are twice as large', () => {
    const doubled = calibration.points.table.map((point) => ({ ...point, areaUm2: point.areaUm2 * 2 }));
    const { table } = fitMacArea({ points: { ...calibration.points, table: doubled } }, library);
    expect(table).toBeCloseTo(2 * fitMacArea(calibration, library).table, 9);
  });
});

describe('modelled against synthesised MAC area', () => {
  it.each([
    ['integer, fitted', (row: AreaComparison) => row.group === 'intMac' && row.fitted, 4, 0.02, 0.03],
    ['integer, held out', (row: AreaComparison) => row.group === 'intMac' && !row.fitted, 9, 0.06, 0.12],
    ['logarithmic, fitted', (row: AreaComparison) => row.group === 'lnsMac' && row.fitted, 18, 0.035, 0.075],
    ['logarithmic, held out', (row: AreaComparison) => row.group === 'lnsMac' && !row.fitted, 22, 0.035, 0.13],
    ['tables above 20 um2, held out', (row: AreaComparison) => row.group === 'table' && !row.fitted && row.measuredUm2 > 20, 8, 0.02, 0.04],
  ])('%s: mean and largest error stay below what the documentation states', (_, chosen, count, mean, max) => {
    const error = errors(chosen);
    expect(error.count).toBe(count);
    expect(error.mean).toBeLessThan(mean);
    expect(error.max).toBeLessThan(max);
  });

  it('the stated residual holds the extremes over all MACs', () => {
    const ratios = rows.filter(({ group }) => group !== 'table').map(({ measuredUm2, modelledUm2 }) => measuredUm2 / modelledUm2);
    expect(calibration.residual.bounds[0]).toBeCloseTo(Math.min(...ratios), 2);
    expect(calibration.residual.bounds[1]).toBeCloseTo(Math.max(...ratios), 2);
  });

  it('keeps the ratio of a log MAC to the int8 MAC with a 32-bit accumulator near the synthesised 0.99 to 1.10', () => {
    const area = (name: string) => rows.find((row) => row.name === name)!.modelledUm2;
    const ratio = area('ELMA e4 f3') / area('int8 x int8, acc 32, separate multiplier');
    expect(ratio).toBeGreaterThan(0.88);
    expect(ratio).toBeLessThan(1.12);
  });
});

describe('leastSquares', () => {
  it('solves an exact system, pivoting where needed', () => {
    const [x, y, z] = leastSquares([[0, 2, 1], [1, -2, 3], [4, 0, 1], [1, 1, 1]], [7, 6, 7, 6]);
    expect([x, y, z].map((value) => Math.round(value! * 1e9) / 1e9)).toEqual([1, 2, 3]);
  });
  it('minimises the squared error of an overdetermined system', () => {
    expect(leastSquares([[1], [1], [1]], [1, 2, 6])[0]).toBeCloseTo(3, 12);
  });
  it('refuses unknowns that no row determines', () => {
    expect(() => leastSquares([[1, 0]], [1])).toThrow(RangeError);
  });
});
