import { clipScale } from './clipScale.js';
import { sampleMoments } from './sampleMoments.js';
import type { ScaleRule } from './ScaleRule.js';

/** Clips at `|mean| + k sigma` (LSQ+: Bhalgat et al. 2020, for its initial weights with k = 3; DSQ uses 2.6). */
export const sigmaRule: ScaleRule = {
  name: 'sigma',
  description: 'clips at so many standard deviations',
  parameter: { meaning: 'standard deviations', standard: 3, minimum: 0.1, maximum: 100 },
  choose(problem, k) {
    const { mean, sigma } = sampleMoments(problem.sample, problem.format);
    return clipScale(problem, Math.abs(mean) + k * sigma);
  },
};
