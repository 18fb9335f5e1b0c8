import { scaleError } from './scaleError.js';
import type { ScaleRule } from './ScaleRule.js';
import { searchScale } from './searchScale.js';

/** Least mean squared error, by a coarse grid and golden section. */
export const mseRule: ScaleRule = {
  name: 'mse',
  description: 'least mean squared error',
  choose: ({ sample, format, maxScale }) => searchScale(maxScale, (scale) => scaleError(sample, format, scale)),
};
