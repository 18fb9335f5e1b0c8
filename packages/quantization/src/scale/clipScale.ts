import type { ScaleProblem } from './ScaleRule.js';
import type { NumberFormat } from '../format/NumberFormat.js';

/** Least scale at which no value between `low` and `high` is clipped on a side that the format covers; 0 if there is none. */
export function unclippedScale(format: NumberFormat, low: number, high: number): number {
  const [bottom, top] = [format.levels[0]!, format.levels.at(-1)!];
  return Math.max(top > 0 ? high / top : 0, bottom < 0 ? low / bottom : 0, 0);
}

/** Scale that clips at ±`clip` (at `clip` for unsigned formats), never above the scale at which nothing is clipped. */
export function clipScale({ format, maxScale }: Pick<ScaleProblem, 'format' | 'maxScale'>, clip: number): number {
  const scale = unclippedScale(format, -clip, clip);
  return scale > 0 ? Math.min(maxScale, scale) : maxScale;
}
