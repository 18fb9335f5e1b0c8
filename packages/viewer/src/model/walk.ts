import type { Place } from './stepLine.js';

export interface WalkStop extends Place {
  readonly id: string;
}

export type WalkStep = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/**
 * The stop that a key leads to: left and right walk through all stops as they lie along x, up and down along y, and the ends are those of
 * x. Equal coordinates are walked in the order of the other one, then by id, so that every stop is reached. Nothing selected: the first
 * press goes to the leftmost stop (to the last one with `last`).
 */
export function walk(stops: readonly WalkStop[], current: string | null, step: WalkStep): string | null {
  if (stops.length === 0) return null;
  const along = step === 'up' || step === 'down' ? orderAlong(stops, 'y') : orderAlong(stops, 'x');
  if (step === 'first') return along[0]!.id;
  if (step === 'last') return along.at(-1)!.id;
  const at = along.findIndex((stop) => stop.id === current);
  if (at < 0) return orderAlong(stops, 'x')[0]!.id;
  const next = at + (step === 'right' || step === 'down' ? 1 : -1);
  return along[Math.max(0, Math.min(along.length - 1, next))]!.id;
}

/** Stops from left to right (`x`) or from top to bottom (`y`). */
export function orderAlong(stops: readonly WalkStop[], axis: 'x' | 'y'): WalkStop[] {
  const other = axis === 'x' ? 'y' : 'x';
  return [...stops].sort((a, b) => a[axis] - b[axis] || a[other] - b[other] || (a.id < b.id ? -1 : 1));
}
