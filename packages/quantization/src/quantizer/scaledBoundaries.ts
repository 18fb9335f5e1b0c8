import { BitscapeError } from '@bitscape/errors';
import { firstFloat32 } from './firstFloat32.js';
import type { NumberFormat } from '../format/NumberFormat.js';

/**
 * The first float32 value of each rank above the lowest: `x` has the rank `#{ i : x >= boundary[i] }`.
 *
 * For every float32 `x` this equals comparing with the double `thresholds[i] * scale`, ties included: no float32 lies between
 * the real decision point and its boundary.
 *
 * @throws {BitscapeError} `usage` if the scale is not a positive finite number, or so large that a level leaves float32
 */
export function scaledBoundaries(format: NumberFormat, scale: number): Float32Array {
  const largest = Math.max(Math.abs(format.levels[0]!), Math.abs(format.levels.at(-1)!)) * scale;
  if (!(scale > 0) || !Number.isFinite(Math.fround(largest))) {
    throw new BitscapeError('usage', `${format.name}: scale ${scale} does not give finite float32 levels`, {
      hint: 'A scale is a positive number small enough that the largest level times the scale stays below 3.4e38.',
    });
  }
  return Float32Array.from(format.thresholds, (threshold, i) => firstFloat32(threshold * scale, format.tieUp[i] === 1));
}
