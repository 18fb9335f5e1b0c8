import type { Selection } from 'd3';
import type { AxisScale } from '../model/axisScale.js';
import type { Snapshot } from './ExplorerModel.js';
import type { PlacedRow } from './ScatterPlot.js';

/** With more points than this, intervals are drawn for the selected and the hovered one only: more of them hide the points. */
export const MANY_INTERVALS = 40;

/** The interval of each drawn point in both objectives, as bars with caps. */
export function drawBars(
  layer: Selection<SVGGElement, unknown, null, undefined>,
  { view, data }: Snapshot,
  axes: { readonly x: AxisScale; readonly y: AxisScale },
  placed: readonly PlacedRow[],
  isStrong: (row: number) => boolean,
): void {
  const bars = placed.flatMap((place) => {
    const intervals = data.detail(place.row)?.intervals;
    const x = inRange(intervals?.[view.x.objective], view.x.scale);
    const y = inRange(intervals?.[view.y.objective], view.y.scale);
    const strong = isStrong(place.row);
    return [
      ...(x === undefined ? [] : [{ strong, d: bar('x', axes.x.pixel(x[0]), axes.x.pixel(x[1]), place.y) }]),
      ...(y === undefined ? [] : [{ strong, d: bar('y', axes.y.pixel(y[0]), axes.y.pixel(y[1]), place.x) }]),
    ];
  });
  layer.selectAll('path').data(bars).join('path').attr('class', 'bs-interval').classed('bs-strong', (entry) => entry.strong).attr('d', (entry) => entry.d);
}

function inRange(interval: readonly [number, number] | undefined, scale: 'linear' | 'log'): readonly [number, number] | undefined {
  if (interval === undefined || !interval.every(Number.isFinite)) return undefined;
  return scale === 'log' && interval[0] <= 0 ? undefined : interval;
}

function bar(axis: 'x' | 'y', from: number, to: number, at: number): string {
  const cap = 3;
  const [a, b, c] = [from.toFixed(1), to.toFixed(1), at.toFixed(1)];
  const ends = [at - cap, at + cap].map((value) => value.toFixed(1));
  return axis === 'x'
    ? `M${a},${c}H${b}M${a},${ends[0]!}V${ends[1]!}M${b},${ends[0]!}V${ends[1]!}`
    : `M${c},${a}V${b}M${ends[0]!},${a}H${ends[1]!}M${ends[0]!},${b}H${ends[1]!}`;
}
