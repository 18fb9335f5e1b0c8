import type { AxisScale } from './axisScale.js';
import type { Place } from './stepLine.js';

/** The part of the plot that is shown: low and high end of each axis, in the units of its objectives. */
export interface Zoom {
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
}

/** The part between two corners given in pixels, in any order. */
export function zoomBetween(axes: { readonly x: AxisScale; readonly y: AxisScale }, a: Place, b: Place): Zoom {
  const ends = (axis: 'x' | 'y'): [number, number] => {
    const [first, second] = [axes[axis].value(a[axis]), axes[axis].value(b[axis])];
    return first < second ? [first, second] : [second, first];
  };
  return { x: ends('x'), y: ends('y') };
}

/** The frame shrunk (`factor` below 1) or grown around a place; in pixels, hence by ratios on a logarithmic axis. */
export function zoomAround(
  axes: { readonly x: AxisScale; readonly y: AxisScale },
  frame: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
  center: Place,
  factor: number,
): Zoom {
  const corner = (x: number, y: number): Place => ({ x: center.x + (x - center.x) * factor, y: center.y + (y - center.y) * factor });
  return zoomBetween(axes, corner(frame.left, frame.top), corner(frame.right, frame.bottom));
}

/** Whether a saved value is a zoom that these kinds of axes can show. */
export function isZoom(value: unknown, kinds: { readonly x: 'linear' | 'log'; readonly y: 'linear' | 'log' }): value is Zoom {
  if (typeof value !== 'object' || value === null) return false;
  return (['x', 'y'] as const).every((axis) => {
    const ends: unknown = (value as Readonly<Record<string, unknown>>)[axis];
    if (!Array.isArray(ends) || ends.length !== 2) return false;
    const [low, high] = ends as [unknown, unknown];
    return typeof low === 'number' && typeof high === 'number' && Number.isFinite(low) && Number.isFinite(high) && low < high && (kinds[axis] === 'linear' || low > 0);
  });
}
