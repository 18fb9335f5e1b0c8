import { COEFFICIENT_KEYS, type Calibration, type Coefficients } from '@bitscape/hardware';

/** The numbers of a calibration without what is known about them. */
export function coefficientValues({ coefficients }: Pick<Calibration, 'coefficients'>): Coefficients {
  return Object.fromEntries(COEFFICIENT_KEYS.map((key) => [key, { area: coefficients[key].area.value, activity: coefficients[key].activity.value }])) as Coefficients;
}
