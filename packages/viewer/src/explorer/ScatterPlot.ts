import { pointer, select, type Selection } from 'd3';
import { axisScale, type AxisScale } from '../model/axisScale.js';
import { GridIndex } from '../model/GridIndex.js';
import { ROLE, ROLES } from '../model/projectRows.js';
import { stepLine, stepPath, type Place } from '../model/stepLine.js';
import type { WalkStop } from '../model/walk.js';
import { zoomAround, zoomBetween, type Zoom } from '../model/Zoom.js';
import type { CloudCanvas } from './CloudCanvas.js';
import { dragZoom } from './dragZoom.js';
import { drawAxes, drawReference, type Edge } from './drawAxes.js';
import { drawBars, MANY_INTERVALS } from './drawBars.js';
import { drawFocus } from './drawFocus.js';
import type { Snapshot } from './ExplorerModel.js';
import { colorClass, markPath } from './markPath.js';

/** A drawn row and its place in pixels. */
export interface PlacedRow extends Place {
  readonly row: number;
}

export interface ScatterEvents {
  /** Row under the pointer, -1 for none. */
  readonly hover: (row: number) => void;
  readonly pick: (row: number, add: boolean) => void;
  readonly zoom: (zoom: Zoom | null) => void;
}

type Group = Selection<SVGGElement, unknown, null, undefined>;

const MARGIN = { top: 18, right: 20, bottom: 50, left: 68 };
/** A click or a hover finds the nearest point within this many pixels. */
const REACH = 24;
/** Up to here every row is an SVG element; beyond, only the front is, and the rest is one image. */
const SVG_LIMIT = 1200;
/** The arrow keys walk over every drawn row up to here, and along the front beyond. */
const WALK_LIMIT = 2000;

/** Plots made so far: the clip path of each needs a name of its own. */
let plots = 0;

/** The scatter plot: better is always up and to the left. Draws a {@link Snapshot} into an SVG element of any size, over a canvas for very many rows. */
export class ScatterPlot {
  readonly #svg: Selection<SVGSVGElement, unknown, null, undefined>;
  readonly #cloud: CloudCanvas;
  readonly #layers: Readonly<Record<'region' | 'axes' | 'line' | 'guides' | 'bars' | 'marks' | 'focus' | 'drag', Group>>;
  readonly #clip: Selection<SVGRectElement, unknown, null, undefined>;
  /** Rows in the frame, and their places. */
  #rows = new Uint32Array();
  #places = { x: new Float32Array(), y: new Float32Array() };
  #grid: GridIndex | undefined;
  #drawn: { readonly snapshot: Snapshot; readonly size: object } | undefined;
  #size = { width: 720, height: 460 };
  #frame: Edge = { left: 0, top: 0, right: 0, bottom: 0 };
  #axes: { readonly x: AxisScale; readonly y: AxisScale } | undefined;

  constructor(node: SVGSVGElement, cloud: CloudCanvas, events: ScatterEvents) {
    this.#svg = select(node);
    this.#cloud = cloud;
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
    this.#svg.on('pointerleave', () => events.hover(-1));
    this.#svg.on('click', (event: PointerEvent) => {
      if (!wasDrag()) events.pick(this.#nearest(event), event.shiftKey || event.ctrlKey || event.metaKey);
    });
    this.#svg.on('dblclick', () => events.zoom(null));
  }

  get size(): { readonly width: number; readonly height: number } {
    return this.#size;
  }

  /** Rows inside of the frame. */
  get shown(): number {
    return this.#rows.length;
  }

  resize(width: number, height: number): void {
    this.#size = { width: Math.max(320, Math.round(width)), height: Math.max(260, Math.round(height)) };
  }

  /** The view nearer to (`factor` below 1) or farther from a row, or the middle. */
  zoomedAround(row: number, factor: number): Zoom | null {
    if (this.#axes === undefined) return null;
    const { left, right, top, bottom } = this.#frame;
    return zoomAround(this.#axes, this.#frame, this.placeOf(row) ?? { x: (left + right) / 2, y: (top + bottom) / 2 }, factor);
  }

  /** Where the walk of the arrow keys may stop, in pixels. */
  stops(): WalkStop[] {
    const { snapshot } = this.#drawn!;
    const roles = snapshot.projection.roles;
    const least = this.#rows.length > WALK_LIMIT ? ROLE.front : ROLE.dominated;
    const stops: WalkStop[] = [];
    this.#rows.forEach((row, index) => {
      if (roles[row]! >= least) stops.push({ id: snapshot.data.id(row), x: this.#places.x[index]!, y: this.#places.y[index]! });
    });
    return stops;
  }

  placeOf(row: number): PlacedRow | undefined {
    const axes = this.#axes;
    if (row < 0 || axes === undefined) return undefined;
    const { projection, data, view } = this.#drawn!.snapshot;
    if (!Number.isFinite(projection.x[row]) || !Number.isFinite(projection.y[row]) || row >= data.size) return undefined;
    if ((view.x.scale === 'log' && projection.x[row]! <= 0) || (view.y.scale === 'log' && projection.y[row]! <= 0)) return undefined;
    const place = { row, x: axes.x.pixel(projection.x[row]!), y: axes.y.pixel(projection.y[row]!) };
    return this.#isInFrame(place) ? place : undefined;
  }

  draw(snapshot: Snapshot, hovered: number): void {
    const { view } = snapshot;
    const before = this.#drawn;
    const shown = view.intervals && snapshot.projection.rows.length <= MANY_INTERVALS;
    const same = before?.size === this.#size && before.snapshot.projection === snapshot.projection && before.snapshot.view.zoom === view.zoom && before.snapshot.view.intervals === view.intervals;
    this.#drawn = { snapshot, size: this.#size };
    if (!same) this.#layOut(snapshot, shown);
    const axes = this.#axes!;
    if (!same || before.snapshot.coloring !== snapshot.coloring) this.#drawMarks(snapshot);
    this.#layers.marks.selectAll<SVGPathElement, PlacedRow>('path').classed('bs-selected', (place) => place.row === snapshot.selected);
    const isStrong = (row: number): boolean => row === snapshot.selected || row === hovered;
    const barred = !view.intervals ? [] : shown ? this.#placed(this.#rows) : [snapshot.selected, hovered].map((row) => this.placeOf(row)).filter((place) => place !== undefined);
    drawBars(this.#layers.bars, snapshot, axes, barred, isStrong);
    drawFocus(this.#layers.focus, snapshot, (row) => this.placeOf(row), this.#frame, hovered);
  }

  /** Draws the canvas again: the theme has other colours. */
  repaint(): void {
    if (this.#drawn !== undefined) this.#drawMarks(this.#drawn.snapshot);
  }

  #layOut(snapshot: Snapshot, withIntervals: boolean): void {
    const { width, height } = this.#size;
    const { projection } = snapshot;
    const edge = { left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom };
    const axes = { x: this.#axisOf('x', snapshot, edge, withIntervals), y: this.#axisOf('y', snapshot, edge, withIntervals) };
    this.#svg.attr('viewBox', `0 0 ${width} ${height}`).attr('width', width).attr('height', height);
    this.#clip.attr('x', edge.left).attr('y', edge.top).attr('width', edge.right - edge.left).attr('height', edge.bottom - edge.top);
    this.#axes = axes;
    this.#frame = edge;
    const { rows } = projection;
    const [x, y] = [new Float32Array(rows.length), new Float32Array(rows.length)];
    const inside = new Uint32Array(rows.length);
    let size = 0;
    for (const row of rows) {
      const place = { x: axes.x.pixel(projection.x[row]!), y: axes.y.pixel(projection.y[row]!) };
      if (!this.#isInFrame(place)) continue;
      inside[size] = row;
      x[size] = place.x;
      y[size++] = place.y;
    }
    this.#rows = inside.slice(0, size);
    this.#places = { x: x.slice(0, size), y: y.slice(0, size) };
    this.#grid = undefined;
    drawAxes(this.#layers.axes, axes, edge, snapshot);
    drawReference(this.#layers.guides, axes, edge, snapshot);
    this.#drawFront(snapshot, axes, edge);
  }

  #axisOf(axis: 'x' | 'y', { view, projection, objectives, data }: Snapshot, edge: Edge, withIntervals: boolean): AxisScale {
    const { objective, scale } = view[axis];
    const values = projection[axis];
    let low = Infinity;
    let high = -Infinity;
    const include = (value: number): void => {
      if (value < low) low = value;
      if (value > high) high = value;
    };
    for (const row of projection.rows) {
      include(values[row]!);
      if (withIntervals) for (const end of data.detail(row)?.intervals[objective] ?? []) if (Number.isFinite(end) && (scale === 'linear' || end > 0)) include(end);
    }
    // The float network is the mark to compare with: it stays in view.
    if (objective === 'accuracy' && projection.rows.length > 0) include(data.frontier.workload.floatAccuracy);
    return axisScale({
      values: low <= high ? [low, high] : [],
      unit: objectives[axis].unit,
      kind: scale,
      direction: objectives[axis].direction,
      ...(view.zoom === null ? {} : { ends: view.zoom[axis] }),
      range: axis === 'x' ? [edge.right, edge.left] : [edge.bottom, edge.top],
      tickCount: axis === 'x' ? Math.max(3, Math.round(this.#size.width / 110)) : Math.max(3, Math.round(this.#size.height / 64)),
    });
  }

  #nearest(event: PointerEvent): number {
    const [x, y] = pointer(event, this.#svg.node());
    const roles = this.#drawn?.snapshot.projection.roles;
    if (roles === undefined) return -1;
    this.#grid ??= new GridIndex(this.#places.x, this.#places.y, { ...this.#size, reach: REACH });
    const kept = this.#grid.nearest(x, y, (index) => roles[this.#rows[index]!]! >= ROLE.dominated);
    const index = kept >= 0 ? kept : this.#grid.nearest(x, y, (candidate) => roles[this.#rows[candidate]!]! >= ROLE.infeasible);
    return index < 0 ? -1 : this.#rows[index]!;
  }

  #isInFrame({ x, y }: Place): boolean {
    const { left, right, top, bottom } = this.#frame;
    return x >= left && x <= right && y >= top && y <= bottom;
  }

  #inFrame({ x, y }: Place): Place {
    const { left, right, top, bottom } = this.#frame;
    return { x: Math.max(left, Math.min(right, x)), y: Math.max(top, Math.min(bottom, y)) };
  }

  #placed(rows: Iterable<number>): PlacedRow[] {
    return Array.from(rows, (row) => this.placeOf(row)).filter((place) => place !== undefined);
  }

  #drawFront({ projection }: Snapshot, axes: { readonly x: AxisScale; readonly y: AxisScale }, frame: Edge): void {
    const placesOf = (rows: readonly number[]): Place[] => rows.map((row) => ({ x: axes.x.pixel(projection.x[row]!), y: axes.y.pixel(projection.y[row]!) }));
    const lineOf = (front: readonly Place[]) => {
      // Zoomed in, the line runs on outside of the frame, where it is clipped.
      const right = front.reduce((most, place) => Math.max(most, place.x), frame.right);
      const bottom = front.reduce((most, place) => Math.max(most, place.y), frame.bottom);
      return { corners: stepLine(front, { right, bottom }), edge: { right, bottom } };
    };
    const { corners, edge } = lineOf(placesOf(projection.front));
    const before = projection.unfiltered === undefined ? [] : [stepPath(lineOf(placesOf(projection.unfiltered)).corners)];
    this.#layers.region.selectAll('path').data([stepPath(corners, edge)]).join('path').attr('class', 'bs-dominated-region').attr('d', String);
    this.#layers.line.selectAll('path.bs-step-line-before').data(before).join('path').attr('class', 'bs-step-line-before').attr('d', String);
    this.#layers.line.selectAll('path.bs-step-line').data([stepPath(corners)]).join('path').attr('class', 'bs-step-line').attr('d', String);
  }

  #drawMarks(snapshot: Snapshot): void {
    const { coloring, projection, data } = snapshot;
    const many = this.#rows.length > SVG_LIMIT;
    if (many) this.#cloud.draw(snapshot, this.#rows, this.#places, this.#size);
    else this.#cloud.clear();
    const rows = many ? projection.front.slice(0, SVG_LIMIT) : this.#rows;
    const ordered = this.#placed(rows).sort((a, b) => projection.roles[a.row]! - projection.roles[b.row]!);
    this.#layers.marks
      .selectAll<SVGPathElement, PlacedRow>('path')
      .data(ordered, (placed) => placed.row)
      .join('path')
      .attr('class', ({ row }) => `bs-mark bs-${ROLES[projection.roles[row]!]!} ${colorClass(coloring.categoryOf(row))}`)
      .attr('data-id', ({ row }) => data.id(row))
      .attr('d', ({ row }) => markPath(coloring.categoryOf(row), ROLES[projection.roles[row]!]!))
      .attr('transform', (placed) => `translate(${placed.x.toFixed(2)},${placed.y.toFixed(2)})`)
      .order();
  }
}
