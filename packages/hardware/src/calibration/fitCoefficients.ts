import { COEFFICIENT_KEYS, type CoefficientKey } from '../models/HardwareModels.js';
import type { CalibrationPoint } from './CalibrationPoint.js';
import { nonNegativeFit } from './nonNegativeFit.js';

/** Area and activity factors by key. */
export type Coefficients = Readonly<Record<CoefficientKey, { readonly area: number; readonly activity: number }>>;

/** Structures whose area is taken as counted: ripples of full adders and saturation, which synthesis reproduces cell by cell. */
export const COUNTED_KEYS: readonly CoefficientKey[] = ['adder', 'multiplier', 'extension', 'saturation', 'encoderAdder', 'encoderMultiplier', 'encoderExtension'];

/**
 * Fits the coefficients to synthesized points, minimising relative errors: areas (the counted keys keep 1), and activities. Factors are not
 * negative.
 */
export function fitCoefficients(points: readonly CalibrationPoint[]): Coefficients {
  const keys = COEFFICIENT_KEYS.filter((key) => points.some(({ counted }) => counted[key] !== undefined));
  const free = keys.filter((key) => !COUNTED_KEYS.includes(key));
  const share = (point: CalibrationPoint, key: CoefficientKey, what: 'areaUm2' | 'energyFj'): number => point.counted[key]?.[what] ?? 0;
  const areas = nonNegativeFit(
    points.map((point) => free.map((key) => share(point, key, 'areaUm2') / point.areaUm2)),
    points.map((point) => 1 - COUNTED_KEYS.reduce((sum, key) => sum + share(point, key, 'areaUm2'), 0) / point.areaUm2),
  );
  const activities = nonNegativeFit(
    points.map((point) => keys.map((key) => share(point, key, 'energyFj') / point.energyFj)),
    points.map(() => 1),
  );
  const entry = (key: CoefficientKey) => {
    const at = free.indexOf(key);
    return [key, { area: at < 0 ? 1 : areas[at]!, activity: keys.includes(key) ? activities[keys.indexOf(key)]! : 0 }] as const;
  };
  return Object.fromEntries(COEFFICIENT_KEYS.map(entry)) as Coefficients;
}

/** What the coefficients make of the counted cells of a point. */
export function modelledPoint({ counted }: Pick<CalibrationPoint, 'counted'>, coefficients: Coefficients): { readonly areaUm2: number; readonly energyFj: number } {
  let areaUm2 = 0;
  let energyFj = 0;
  for (const key of COEFFICIENT_KEYS) {
    areaUm2 += (counted[key]?.areaUm2 ?? 0) * coefficients[key].area;
    energyFj += (counted[key]?.energyFj ?? 0) * coefficients[key].activity;
  }
  return { areaUm2, energyFj };
}
