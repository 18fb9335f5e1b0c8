import type { Shape } from '../graph.js';

/** Product of the dimensions; a batch of `-1` counts as 1, so this is the size of one image. */
export function elementCount(shape: Shape): number {
  let count = 1;
  for (const size of shape) count *= size === -1 ? 1 : size;
  return count;
}
