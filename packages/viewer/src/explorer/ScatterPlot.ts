import { pointer, quadtree, select, type Quadtree, type Selection } from 'd3';
import { axisScale, type AxisScale } from '../model/axisScale.js';
import type { Mark } from '../model/projectFrontier.js';
import { frontOf, stepLine, stepPath, type Place } from '../model/stepLine.js';
import type { WalkStop } from '../model/walk.js';
import { zoomAround, zoomBetween, type Zoom } from '../model/Zoom.js';
import { dragZoom } from './dragZoom.js';
import { drawAxes, drawReference, type Edge } from './drawAxes.js';
import type { Snapshot } from './ExplorerModel.js';
import { markPath } from './markPath.js';

/** A drawn point and its place in pixels. */
export interface PlacedMark extends Place {
  readonly mark: Mark;
}

export interface ScatterEvents {
  readonly hover: (placed: PlacedMark | undefined) => void;
  readonly pick: (id: string | null) => void;
  readonly zoom: (zoom: Zoom | null) => void;
}

type Group = Selection<SVGGElement, unknown, null, undefined>;

const MARGIN = { top: 18, right: 20, bottom: 50, left: 68 };
/** A click or a hover finds the nearest point within this many pixels. */
const REACH = 24;
/** With more points than this, intervals are drawn for the selected and the hovered one only: more of them hide the points. */
const MANY = 40;

/** Plots made so far: the clip path of each needs a name of its own. */
let plots = 0;

/** The scatter plot: better is always up and to the left. Draws a {@link Snapshot} into an SVG element of any size. */
export class ScatterPlot {
  readonly #svg: Selection<SVGSVGElement, unknown, null, undefined>;
  readonly #layers: Readonly<Record<'region' | 'axes' | 'line' | 'guides' | 'bars' | 'marks' | 'focus' | 'drag', Group>>;
  readonly #clip: Selection<SVGRectElement, unknown, null, undefined>;
  #placed: readonly PlacedMark[] = [];
  #tree: Quadtree<PlacedMark> = quadtree();
  #size = { width: 720, height: 460 };
  #frame: Edge = { left: 0, top: 0, right: 0, bottom: 0 };
  #axes: { readonly x: AxisScale; readonly y: AxisScale } | undefined;

  constructor(node: SVGSVGElement, events: ScatterEvents) {
    this.#svg = select(node);
    const clip = `bs-clip-${++plots}`;
    this.#clip = this.#svg.append('clipPath').attr('id', clip).append('rect');
    const layer = (name: string): Group => this.#svg.append('g').attr('class', `bs-layer-${name}`).attr('aria-hidden', 'true');
    this.#layers = {
      region: layer('region'), axes: layer('axes'), line: layer('line'), guides: layer('guides'),
      bars: layer('bars'), marks: layer('marks'), focus: layer('focus'), drag: layer('drag'),
    };
    for (const name of ['region', 'line', 'guides', 'bars'] as const) this.#layers[name].attr('clip-path', `url(#${clip})`);
    const wasDrag = dragZoom(this.#svg, this.#layers.drag, (from, to) => {
      if (this.#axes !== undefined) events.zoom(zoomBetween(this.#axes, this.#inFrame(from), this.#inFrame(to)));
    });
    this.#svg.on('pointermove', (event: PointerEvent) => events.hover(this.#nearest(event)));
    this.#svg.on('pointerleave', () => events.hover(undefined));
    this.#svg.on('click', (event: PointerEvent) => {
      if (!wasDrag()) events.pick(this.#nearest(event)?.mark.point.id ?? null);
    });
    this.#svg.on('dblclick', () => events.zoom(null));
  }

  get size(): { readonly width: number; readonly height: number } {
    return this.#size;
  }

  resize(width: number, height: number): void {
    this.#size = { width: Math.max(320, Math.round(width)), height: Math.max(260, Math.round(height)) };
  }

  /** The view nearer to (`factor` below 1) or farther from a point, or the middle. */
  zoomedAround(id: string | null, factor: number): Zoom | null {
    if (this.#axes === undefined) return null;
    const { left, right, top, bottom } = this.#frame;
    return zoomAround(this.#axes, this.#frame, this.placeOf(id) ?? { x: (left + right) / 2, y: (top + bottom) / 2 }, factor);
  }

  /** Where the walk of the arrow keys may stop, in pixels. */
  stops(): WalkStop[] {
    return this.#placed.map((placed) => ({ id: placed.mark.point.id, x: placed.x, y: placed.y }));
  }

  placeOf(id: string | null): PlacedMark | undefined {
    return this.#placed.find((placed) => placed.mark.point.id === id);
  }

  draw(snapshot: Snapshot, hovered: string | undefined): void {
    const { width, height } = this.#size;
    const { view, projection, objectives } = snapshot;
    const edge = { left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom };
    this.#svg.attr('viewBox', `0 0 ${width} ${height}`).attr('width', width).attr('height', height);
    const shown = view.intervals && projection.marks.length <= MANY;
    const axisOf = (axis: 'x' | 'y'): AxisScale => {
      const { objective, scale } = view[axis];
      return axisScale({
        values: [
          ...projection.marks.flatMap((mark) => [mark[axis], ...(shown ? mark.point.intervals[objective] ?? [] : [])]),
          // The float network is the mark to compare with: it stays in view.
          ...(objective === 'accuracy' && projection.marks.length > 0 ? [snapshot.frontier.workload.floatAccuracy] : []),
        ],
        unit: objectives[axis].unit,
        kind: scale,
        direction: objectives[axis].direction,
        ...(view.zoom === null ? {} : { ends: view.zoom[axis] }),
        range: axis === 'x' ? [edge.right, edge.left] : [edge.bottom, edge.top],
        tickCount: axis === 'x' ? Math.max(3, Math.round(width / 110)) : Math.max(3, Math.round(height / 64)),
      });
    };
    const axes = { x: axisOf('x'), y: axisOf('y') };
    const everywhere = projection.marks.map((mark) => ({ mark, x: axes.x.pixel(mark.x), y: axes.y.pixel(mark.y) }));
    this.#axes = axes;
    this.#frame = edge;
    this.#placed = everywhere.filter(({ x, y }) => x >= edge.left && x <= edge.right && y >= edge.top && y <= edge.bottom);
    this.#clip.attr('x', edge.left).attr('y', edge.top).attr('width', edge.right - edge.left).attr('height', edge.bottom - edge.top);
    this.#tree = quadtree<PlacedMark>().x((placed) => placed.x).y((placed) => placed.y).addAll([...this.#placed]);

    drawAxes(this.#layers.axes, axes, edge, snapshot);
    drawReference(this.#layers.guides, axes, edge, snapshot);
    this.#drawFront(everywhere, edge);
    this.#drawMarks(snapshot);
    this.#drawBars(snapshot, axes, hovered, shown);
    this.#drawFocus(snapshot, edge, hovered);
  }

  #nearest(event: PointerEvent): PlacedMark | undefined {
    const [x, y] = pointer(event, this.#svg.node());
    return this.#tree.find(x, y, REACH);
  }

  #inFrame({ x, y }: Place): Place {
    const { left, right, top, bottom } = this.#frame;
    return { x: Math.max(left, Math.min(right, x)), y: Math.max(top, Math.min(bottom, y)) };
  }

  #drawFront(everywhere: readonly PlacedMark[], frame: Edge): void {
    const front = frontOf(everywhere.filter((placed) => placed.mark.role === 'front'));
    // Zoomed in, the line runs on outside of the frame, where it is clipped.
    const edge = { right: Math.max(frame.right, ...front.map((placed) => placed.x)), bottom: Math.max(frame.bottom, ...front.map((placed) => placed.y)) };
    const corners = stepLine(front, edge);
    this.#layers.region.selectAll('path').data([stepPath(corners, edge)]).join('path').attr('class', 'bs-dominated-region').attr('d', String);
    this.#layers.line.selectAll('path').data([stepPath(corners)]).join('path').attr('class', 'bs-step-line').attr('d', String);
  }

  #drawMarks({ coloring, view }: Snapshot): void {
    const rank = { dominated: 0, behind: 1, front: 2 };
    const ordered = [...this.#placed].sort((a, b) => rank[a.mark.role] - rank[b.mark.role]);
    this.#layers.marks
      .selectAll<SVGPathElement, PlacedMark>('path')
      .data(ordered, (placed) => placed.mark.point.id)
      .join('path')
      .attr('class', (placed) => `bs-mark bs-${placed.mark.role} ${colorClass(coloring.categories.indexOf(coloring.categoryOf(placed.mark.point)))}`)
      .classed('bs-selected', (placed) => placed.mark.point.id === view.selected)
      .attr('data-id', (placed) => placed.mark.point.id)
      .attr('d', (placed) => markPath(coloring.categories.indexOf(coloring.categoryOf(placed.mark.point)), placed.mark.role))
      .attr('transform', (placed) => `translate(${placed.x.toFixed(2)},${placed.y.toFixed(2)})`)
      .order();
  }

  #drawBars({ view }: Snapshot, axes: { x: AxisScale; y: AxisScale }, hovered: string | undefined, all: boolean): void {
    const drawn = view.intervals ? this.#placed.filter((placed) => all || placed.mark.point.id === view.selected || placed.mark.point.id === hovered) : [];
    const bars = drawn.flatMap((placed) => {
      const { intervals, id } = placed.mark.point;
      const x = inRange(intervals[view.x.objective], view.x.scale);
      const y = inRange(intervals[view.y.objective], view.y.scale);
      const strong = id === view.selected || id === hovered;
      return [
        ...(x === undefined ? [] : [{ strong, d: bar('x', axes.x.pixel(x[0]), axes.x.pixel(x[1]), placed.y) }]),
        ...(y === undefined ? [] : [{ strong, d: bar('y', axes.y.pixel(y[0]), axes.y.pixel(y[1]), placed.x) }]),
      ];
    });
    this.#layers.bars.selectAll('path').data(bars).join('path').attr('class', 'bs-interval').classed('bs-strong', (entry) => entry.strong).attr('d', (entry) => entry.d);
  }

  #drawFocus({ view }: Snapshot, edge: { left: number; bottom: number }, hovered: string | undefined): void {
    const rings = [
      { id: view.selected, class: 'bs-ring bs-ring-selected', radius: 11 },
      ...(hovered === view.selected ? [] : [{ id: hovered ?? null, class: 'bs-ring', radius: 9 }]),
    ].flatMap((ring) => {
      const placed = this.placeOf(ring.id);
      return placed === undefined ? [] : [{ ...ring, x: placed.x, y: placed.y }];
    });
    this.#layers.focus.selectAll('circle').data(rings).join('circle')
      .attr('class', (ring) => ring.class).attr('r', (ring) => ring.radius).attr('cx', (ring) => ring.x).attr('cy', (ring) => ring.y);
    const selected = this.placeOf(view.selected);
    const lines = selected === undefined ? [] : [`M${selected.x},${selected.y}V${edge.bottom}`, `M${selected.x},${selected.y}H${edge.left}`];
    this.#layers.focus.selectAll('path').data(lines).join('path').attr('class', 'bs-crosshair').attr('d', String);
  }
}

/** Class of the n-th colour of the palette; no category has the neutral one. */
export function colorClass(category: number): string {
  return category < 0 ? 'bs-c-none' : `bs-c-${category}`;
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
