/** Coarse grid: `maxScale * RATIO^k` for k = FIRST … LAST, and on while the best one lies within MARGIN of the end. */
const RATIO = 0.95;
const FIRST = -2;
const LAST = 120;
const MARGIN = 20;
const FARTHEST = 400;

const GOLDEN = (Math.sqrt(5) - 1) / 2;
const GOLDEN_STEPS = 20;

/**
 * Scale of least error: coarse geometric grid, then a golden-section search between the neighbours of the best grid point. The
 * error has several local minima at few bits, hence the grid; the result is never worse than any point tried.
 *
 * @param maxScale the scale at which nothing is clipped; the grid starts slightly above it
 */
export function searchScale(maxScale: number, error: (scale: number) => number): number {
  let best = { scale: maxScale, error: Infinity };
  const errorAt = (scale: number): number => {
    const found = error(scale);
    if (found < best.error) best = { scale, error: found };
    return found;
  };

  let bestStep = FIRST;
  for (let k = FIRST; k <= LAST || (k <= FARTHEST && k - bestStep <= MARGIN); k++) {
    const before = best.error;
    if (errorAt(maxScale * RATIO ** k) < before) bestStep = k;
  }

  let [low, high] = [maxScale * RATIO ** (bestStep + 1), maxScale * RATIO ** (bestStep - 1)];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [errorLeft, errorRight] = [errorAt(left), errorAt(right)];
  for (let step = 0; step < GOLDEN_STEPS; step++) {
    if (errorLeft <= errorRight) {
      [high, right, errorRight] = [right, left, errorLeft];
      left = high - GOLDEN * (high - low);
      errorLeft = errorAt(left);
    } else {
      [low, left, errorLeft] = [left, right, errorRight];
      right = low + GOLDEN * (high - low);
      errorRight = errorAt(right);
    }
  }
  return best.scale;
}
