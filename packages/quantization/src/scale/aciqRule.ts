import type { NumberFormat } from '../format/NumberFormat.js';
import { clipScale } from './clipScale.js';
import { erfc } from './erfc.js';
import { lambertW } from './lambertW.js';
import { sampleMoments } from './sampleMoments.js';
import type { ScaleRule } from './ScaleRule.js';

/**
 * Analytic clipping: least expected squared error of a uniform quantizer with 2^bits levels whose error within the range is uniform noise
 * (ACIQ: Banner, Nahshan and Soudry, NeurIPS 2019, arXiv 1810.05723). The assumption is off at three bits and less, and for
 * levels that are not evenly spaced. An unsigned format holds half of a distribution: one bit more, same clip.
 */
export const aciqGaussRule: ScaleRule = {
  name: 'aciq-gauss',
  description: 'analytic clip of a normal distribution',
  choose: (problem) => clipScale(problem, gaussClip(equivalentBits(problem.format)) * sampleMoments(problem.sample, problem.format).sigma),
};

/** The same for a Laplace distribution. */
export const aciqLaplaceRule: ScaleRule = {
  name: 'aciq-laplace',
  description: 'analytic clip of a Laplace distribution',
  choose: (problem) => clipScale(problem, laplaceClip(equivalentBits(problem.format)) * sampleMoments(problem.sample, problem.format).spread),
};

function equivalentBits({ bits, signed }: NumberFormat): number {
  return signed ? bits : bits + 1;
}

/** Clip in units of b: `(a/b) e^(a/b) = 3 · 4^M`. */
export function laplaceClip(bits: number): number {
  return lambertW(3 * 4 ** bits);
}

/** Clip in standard deviations: the zero of the derivative `2a erfc(a/√2) - 2√(2/π) e^(-a²/2) + 2a/(3 · 4^M)` of the error, by bisection. */
export function gaussClip(bits: number): number {
  const slope = (a: number): number => a * erfc(a / Math.SQRT2) - Math.sqrt(2 / Math.PI) * Math.exp((-a * a) / 2) + a / (3 * 4 ** bits);
  let [low, high] = [0, 40];
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (slope(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
