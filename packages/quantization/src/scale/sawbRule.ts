import { BitscapeError } from '@bitscape/errors';
import type { NumberFormat } from '../format/NumberFormat.js';
import { clipScale } from './clipScale.js';
import { sampleMoments } from './sampleMoments.js';
import type { ScaleRule } from './ScaleRule.js';

/** `[c1, c2]` by the number of levels of a symmetric uniform quantizer, as published with quantlib (pulp-platform). */
const COEFFICIENTS: Readonly<Record<number, readonly [number, number]>> = {
  3: [2.58072, 1.68371],
  4: [3.22824, 2.1978],
  7: [6.99146, 6.34798],
  8: [7.57111, 6.96333],
  15: [12.04287, 12.0704],
  16: [12.16637, 12.19222],
  31: [14.71474, 15.13775],
  32: [15.18684, 15.72128],
  63: [20.78714, 22.60234],
  64: [20.54678, 22.29264],
  127: [27.15792, 30.50641],
  128: [27.75226, 31.25157],
  255: [35.48044, 40.8953],
  256: [34.97231, 40.26019],
};

/**
 * Statistics-aware weight binning (Choi et al., SysML 2019): clip `c1 √E[w²] - c2 E|w|`, coefficients fitted for least squared error over
 * six distributions. Where that is not positive, nothing is clipped.
 */
export const sawbRule: ScaleRule = {
  name: 'sawb',
  description: 'clip from mean square and mean magnitude, for evenly spaced signed levels',
  choose(problem) {
    const [c1, c2] = coefficientsOf(problem.format);
    const { meanSquare, meanMagnitude } = sampleMoments(problem.sample, problem.format);
    const clip = c1 * Math.sqrt(meanSquare) - c2 * meanMagnitude;
    return clip > 0 ? clipScale(problem, clip) : problem.maxScale;
  },
};

function coefficientsOf({ name, levels }: NumberFormat): readonly [number, number] {
  const step = levels.length < 2 ? 0 : levels[1]! - levels[0]!;
  const even = levels.every((level, rank) => rank === 0 || Math.abs(level - levels[rank - 1]! - step) < 1e-12 * step);
  const symmetric = levels[0] === -levels.at(-1)!;
  const found = COEFFICIENTS[levels.length];
  if (even && symmetric && found !== undefined) return found;
  throw new BitscapeError('usage', `scale selection 'sawb' has no coefficients for ${name}`, {
    hint: `It is made for symmetric evenly spaced levels, ${Object.keys(COEFFICIENTS).join(', ')} in number; use 'mse' for other formats.`,
  });
}
