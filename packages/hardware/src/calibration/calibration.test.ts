import { describe, expect, it } from 'vitest';
import { COEFFICIENT_KEYS } from '../models/HardwareModels.js';
import { loadHardwareModels } from '../models/loadHardwareModels.js';
import { calibrationOf } from './calibrationOf.js';
import { fitCoefficients, modelledPoint } from './fitCoefficients.js';
import { leastSquares } from './leastSquares.js';
import { nonNegativeFit } from './nonNegativeFit.js';

const { calibration } = loadHardwareModels();
const points = calibration.components.flatMap((component) => component.points);

describe('the stored calibration', () => {
  it('is what its points give', () => {
    const again = calibrationOf(calibration.components, calibration.cells, calibration.provenance);
    const values = ({ coefficients }: typeof calibration) => Object.fromEntries(COEFFICIENT_KEYS.map((key) => [key, { area: coefficients[key].area.value, activity: coefficients[key].activity.value }])) as Parameters<typeof modelledPoint>[1];
    for (const point of points) {
      const [fresh, stored] = [modelledPoint(point, values(again)), modelledPoint(point, values(calibration))];
      expect(Math.abs(fresh.areaUm2 / stored.areaUm2 - 1)).toBeLessThan(0.01);
      expect(Math.abs(fresh.energyFj / stored.energyFj - 1)).toBeLessThan(0.01);
    }
    expect(again.residual.area.bounds[0]).toBeCloseTo(calibration.residual.area.bounds[0], 2);
    expect(again.residual.area.bounds[1]).toBeCloseTo(calibration.residual.area.bounds[1], 2);
  });

  it('has at least 30 points of each component, and mean errors below 5 % in area and 10 % in energy on them', () => {
    const coefficients = fitCoefficients(points);
    for (const { points: own } of calibration.components) {
      expect(own.length).toBeGreaterThanOrEqual(30);
      const mean = (key: 'areaUm2' | 'energyFj') => own.reduce((sum, point) => sum + Math.abs(modelledPoint(point, coefficients)[key] / point[key] - 1), 0) / own.length;
      expect(mean('areaUm2')).toBeLessThan(0.05);
      expect(mean('energyFj')).toBeLessThan(0.1);
    }
  });
});

describe('fitCoefficients', () => {
  it('finds the factors that made the points, and keeps 1 for what is counted', () => {
    const made = [[3, 2, 5], [1, 4, 2], [6, 1, 1], [2, 2, 9]].map(([adder, table, gate], i) => ({
      name: `${i}`,
      areaUm2: adder! + 0.7 * table! + 1.5 * gate!,
      energyFj: 0.2 * adder! + 0.4 * table! + 0.1 * gate!,
      counted: { adder: { areaUm2: adder!, energyFj: adder! }, table: { areaUm2: table!, energyFj: table! }, gate: { areaUm2: gate!, energyFj: gate! } },
    }));
    const { adder, table, gate, shifter } = fitCoefficients(made);
    expect([adder.area, table.area, gate.area, shifter.area].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([1, 0.7, 1.5, 1]);
    expect([adder.activity, table.activity, gate.activity].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([0.2, 0.4, 0.1]);
  });
});

describe('nonNegativeFit', () => {
  it('leaves out what would be negative', () => {
    const rows = [[1, 1], [1, 2], [1, 3]];
    expect(leastSquares(rows, [3, 2, 1])[1]).toBeCloseTo(-1, 9);
    expect(nonNegativeFit(rows, [3, 2, 1])).toEqual([expect.closeTo(2, 9), 0]);
  });
});

describe('leastSquares', () => {
  it('solves an exact system, pivoting where needed', () => {
    const [x, y, z] = leastSquares([[0, 2, 1], [1, -2, 3], [4, 0, 1], [1, 1, 1]], [7, 6, 7, 6]);
    expect([x, y, z].map((value) => Math.round(value! * 1e9) / 1e9)).toEqual([1, 2, 3]);
  });
  it('refuses unknowns that no row determines', () => {
    expect(() => leastSquares([[1, 0]], [1])).toThrow(RangeError);
  });
});
