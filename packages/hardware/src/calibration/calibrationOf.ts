import type { Constant } from '../models/Constant.js';
import { COEFFICIENT_KEYS, type Calibration } from '../models/HardwareModels.js';
import type { CalibrationPoint } from './CalibrationPoint.js';
import { COUNTED_KEYS, fitCoefficients, modelledPoint, type Coefficients } from './fitCoefficients.js';

/** Significant digits of what is stored. */
const DIGITS = 5;

/**
 * The calibration that measured points give: coefficients of all points, bounds from the two halves fitted apart, residuals over all points.
 */
export function calibrationOf(components: Calibration['components'], cells: string, provenance: Calibration['provenance']): Calibration {
  const points = components.flatMap((component) => component.points);
  const all = fitCoefficients(points);
  const halves = [0, 1].map((half) => fitCoefficients(points.filter((_, index) => index % 2 === half)));
  return {
    name: 'synthesis-45nm',
    description: 'Synthesised cells over counted cells: area, and activity (toggles of a cell in proportion to those of the words that drive it). Written by `bitscape calibrate`; a test fits the stored points again.',
    cells,
    provenance,
    coefficients: Object.fromEntries(
      COEFFICIENT_KEYS.map((key) => [key, { area: constantOf(key, 'area', all, halves), activity: constantOf(key, 'activity', all, halves) }]),
    ) as Calibration['coefficients'],
    residual: { area: residualOf(points, all, 'areaUm2'), energy: residualOf(points, all, 'energyFj') },
    components: components.map(({ name, points: measured }) => ({ name, points: measured.map(roundedPoint) })),
    sources: { fit: `Least squares on relative errors over ${points.length} synthesised points; bounds: the same fit on either half of them.`, structure: 'Counted cell by cell; synthesis gives the same cells.' },
  };
}

function constantOf(key: keyof Coefficients, what: 'area' | 'activity', all: Coefficients, halves: readonly Coefficients[]): Constant {
  const value = rounded(all[key][what]);
  if (what === 'area' && COUNTED_KEYS.includes(key)) return { value, bounds: [value, value], quality: 'derived', source: 'structure' };
  const others = halves.map((half) => rounded(half[key][what]));
  return { value, bounds: [Math.min(value, ...others), Math.max(value, ...others)], quality: 'fitted', source: 'fit' };
}

function residualOf(points: readonly CalibrationPoint[], coefficients: Coefficients, what: 'areaUm2' | 'energyFj'): Constant {
  const ratios = points.map((point) => point[what] / modelledPoint(point, coefficients)[what]);
  return { value: 1, bounds: [rounded(Math.min(...ratios)), rounded(Math.max(...ratios))], quality: 'fitted', source: 'fit' };
}

function roundedPoint({ name, areaUm2, energyFj, counted }: CalibrationPoint): CalibrationPoint {
  return {
    name,
    areaUm2: rounded(areaUm2),
    energyFj: rounded(energyFj),
    counted: Object.fromEntries(Object.entries(counted).map(([key, share]) => [key, { areaUm2: rounded(share.areaUm2), energyFj: rounded(share.energyFj) }])),
  };
}

const rounded = (value: number): number => Number(value.toPrecision(DIGITS));
