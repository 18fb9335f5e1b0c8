import type { ScaleRule } from './ScaleRule.js';

/** The largest magnitude meets the outermost level of its sign. */
export const maxRule: ScaleRule = {
  name: 'max',
  description: 'largest magnitude: nothing is clipped',
  choose: ({ maxScale }) => maxScale,
};
