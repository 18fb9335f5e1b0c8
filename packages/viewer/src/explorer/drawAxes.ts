import type { Selection } from 'd3';
import type { AxisScale } from '../model/axisScale.js';
import type { Snapshot } from './ExplorerModel.js';

type Group = Selection<SVGGElement, unknown, null, undefined>;
/** Pixels of the plot's frame. */
export interface Edge {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Tick {
  readonly axis: 'x' | 'y';
  readonly pixel: number;
  readonly label: string;
}

/** Grid, tick labels, titles with unit, and the mark in the better corner. */
export function drawAxes(layer: Group, axes: { readonly x: AxisScale; readonly y: AxisScale }, edge: Edge, { objectives, view }: Snapshot): void {
  const ticks: Tick[] = [
    ...axes.x.ticks.map((tick) => ({ axis: 'x' as const, ...tick })),
    ...axes.y.ticks.map((tick) => ({ axis: 'y' as const, ...tick })),
  ].filter((tick) => (tick.axis === 'x' ? inside(tick.pixel, edge.left, edge.right) : inside(tick.pixel, edge.top, edge.bottom)));
  layer.selectAll('path.bs-grid').data(ticks).join('path').attr('class', 'bs-grid')
    .attr('d', (tick) => (tick.axis === 'x' ? `M${tick.pixel},${edge.top}V${edge.bottom}` : `M${edge.left},${tick.pixel}H${edge.right}`));
  layer.selectAll('text.bs-tick').data(thinned(ticks)).join('text').attr('class', 'bs-tick')
    .attr('x', (tick) => (tick.axis === 'x' ? tick.pixel : edge.left - 8))
    .attr('y', (tick) => (tick.axis === 'x' ? edge.bottom + 17 : tick.pixel))
    .attr('dy', (tick) => (tick.axis === 'x' ? '0' : '0.32em'))
    .attr('text-anchor', (tick) => (tick.axis === 'x' ? 'middle' : 'end'))
    .text((tick) => tick.label);
  layer.selectAll('path.bs-axis').data([`M${edge.left},${edge.top}V${edge.bottom}H${edge.right}`]).join('path').attr('class', 'bs-axis').attr('d', String);

  const title = (axis: 'x' | 'y'): string => {
    const { label, direction } = objectives[axis];
    const better = axis === 'x' ? '← better' : 'better →';
    const unit = axes[axis].unit.symbol === '' ? '' : ` [${axes[axis].unit.symbol}]`;
    const notes = [view[axis].scale === 'log' ? 'log' : '', isFlipped(axis, direction) ? 'reversed' : ''].filter((note) => note !== '');
    const name = `${label}${unit}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
    return axis === 'x' ? `${better}    ${name}` : `${name}    ${better}`;
  };
  layer.selectAll('text.bs-axis-title').data(['x', 'y'] as const).join('text').attr('class', 'bs-axis-title')
    .attr('text-anchor', 'middle')
    .attr('transform', (axis) =>
      axis === 'x'
        ? `translate(${(edge.left + edge.right) / 2},${edge.bottom + 40})`
        : `translate(${edge.left - 52},${(edge.top + edge.bottom) / 2}) rotate(-90)`)
    .text(title);
}

/** Dashed line at the accuracy of the unquantized network, where an axis shows accuracy and the line is in view. */
export function drawReference(layer: Group, axes: { readonly x: AxisScale; readonly y: AxisScale }, edge: Edge, { data: { frontier }, view }: Snapshot): void {
  const value = frontier.workload.floatAccuracy;
  const lines = (['x', 'y'] as const)
    .filter((axis) => view[axis].objective === 'accuracy' && Number.isFinite(value))
    .map((axis) => ({ axis, pixel: axes[axis].pixel(value) }))
    .filter(({ axis, pixel }) => (axis === 'x' ? inside(pixel, edge.left, edge.right) : inside(pixel, edge.top, edge.bottom)));
  layer.selectAll('path.bs-reference').data(lines).join('path').attr('class', 'bs-reference')
    .attr('d', ({ axis, pixel }) => (axis === 'x' ? `M${pixel},${edge.top}V${edge.bottom}` : `M${edge.left},${pixel}H${edge.right}`));
  layer.selectAll('text.bs-reference-label').data(lines).join('text').attr('class', 'bs-reference-label')
    // In the better half, where the frontier leaves the plot empty.
    .attr('text-anchor', 'start')
    .attr('x', ({ axis, pixel }) => (axis === 'x' ? pixel + 5 : edge.left + 6))
    .attr('y', ({ axis, pixel }) => (axis === 'x' ? edge.top + 10 : pixel - 5))
    .text(`float network ${(value * 100).toFixed(2)} %`);
}

/** Better is left and up: an x axis to maximise and a y axis to minimise run against the habit, and say so. */
function isFlipped(axis: 'x' | 'y', direction: 'min' | 'max'): boolean {
  return axis === 'x' ? direction === 'max' : direction === 'min';
}

/** Leaves out tick labels that would touch their neighbour (logarithmic axes crowd at the end of a decade). */
function thinned(ticks: readonly Tick[]): Tick[] {
  const kept: Tick[] = [];
  for (const axis of ['x', 'y'] as const) {
    const gap = (tick: Tick): number => (axis === 'x' ? 14 + tick.label.length * 6 : 16);
    const ordered = ticks.filter((tick) => tick.axis === axis && tick.label !== '').sort((a, b) => a.pixel - b.pixel);
    let last = -Infinity;
    for (const tick of ordered) {
      if (tick.pixel - last < gap(tick)) continue;
      kept.push(tick);
      last = tick.pixel;
    }
  }
  return kept;
}

function inside(value: number, low: number, high: number): boolean {
  return value >= low - 0.5 && value <= high + 0.5;
}
