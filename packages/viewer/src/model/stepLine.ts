/** A place on the screen: x grows to the right, y grows downwards. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * Members of `places` that no other one beats, with better = left and up, from the left (best x) to the right (best y).
 * A place beats another when it is at least as good in both and better in one; equal places beat neither, so duplicates stay.
 */
export function frontOf<P extends Place>(places: readonly P[]): P[] {
  const sorted = [...places].sort((a, b) => a.x - b.x || a.y - b.y);
  const front: P[] = [];
  let bestY = Infinity;
  for (const place of sorted) {
    const last = front.at(-1);
    const duplicate = last !== undefined && last.x === place.x && last.y === place.y;
    if (place.y < bestY || duplicate) front.push(place);
    bestY = Math.min(bestY, place.y);
  }
  return front;
}

/**
 * Corners of the border between what the front attains and what it does not: up from the bottom to the first place, then right and up
 * from place to place, and right to the edge. Empty for an empty front.
 */
export function stepLine(front: readonly Place[], edge: { readonly right: number; readonly bottom: number }): Place[] {
  const first = front[0];
  if (first === undefined) return [];
  const corners: Place[] = [{ x: first.x, y: edge.bottom }, { x: first.x, y: first.y }];
  let y = first.y;
  for (const place of front.slice(1)) {
    if (place.y === y) continue;
    corners.push({ x: place.x, y }, { x: place.x, y: place.y });
    y = place.y;
  }
  corners.push({ x: edge.right, y });
  return corners;
}

/** SVG path of {@link stepLine}; `closed` adds the bottom right corner, which bounds the dominated region. */
export function stepPath(corners: readonly Place[], closed?: { readonly right: number; readonly bottom: number }): string {
  if (corners.length === 0) return '';
  const drawn = closed === undefined ? corners : [...corners, { x: closed.right, y: closed.bottom }];
  const text = drawn.map((corner, index) => `${index === 0 ? 'M' : 'L'}${round(corner.x)},${round(corner.y)}`).join('');
  return closed === undefined ? text : `${text}Z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
