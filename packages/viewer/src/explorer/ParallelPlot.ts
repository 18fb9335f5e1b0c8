import { select, type Selection } from 'd3';
import type { ParallelAxis } from '../model/parallelAxes.js';
import { brush, flipAxis, isFiltered, moveAxis, unbrush } from '../model/viewChanges.js';
import type { ViewState } from '../model/ViewState.js';
import { AxisHeads } from './AxisHeads.js';
import { axisGestures } from './axisGestures.js';
import { button, element } from './element.js';
import type { ExplorerModel, Snapshot } from './ExplorerModel.js';
import { linePath, ParallelLines, type ParallelFrame } from './ParallelLines.js';

const HEAD = 46;
const FOOT = 12;
/** A line is found within this many pixels. */
const REACH = 7;

/** Parallel coordinates over parameters and objectives: a line a row. Drags along axes are brushes, as many as wanted. */
export class ParallelPlot {
  readonly node: HTMLElement;
  readonly lines = new ParallelLines();
  readonly #model: ExplorerModel;
  readonly #hover: (row: number) => void;
  readonly #svg: Selection<SVGSVGElement, unknown, null, undefined>;
  readonly #stage = element('div', { class: 'bs-parallel-stage' });
  readonly #note = element('p', { class: 'bs-muted bs-parallel-note' });
  readonly #clear: HTMLButtonElement;
  readonly #heads: AxisHeads;
  #size = { width: 720, height: 260 };
  #drawn: { readonly snapshot: Snapshot; readonly frame: ParallelFrame } | undefined;
  /** View and number of the drag under way: it is one step back, whatever its length. */
  #drag: { view: ViewState; number: number } = { view: undefined as never, number: 0 };

  constructor(model: ExplorerModel, hover: (row: number) => void) {
    this.#model = model;
    this.#hover = hover;
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('aria-hidden', 'true');
    this.#svg = select(svg);
    for (const layer of ['brushes', 'axes', 'focus']) this.#svg.append('g').attr('class', `bs-parallel-${layer}`);
    this.#heads = new AxisHeads({
      flip: (axis) => model.change((view) => flipAxis(view, axis)),
      move: (axis, position) => model.change((view) => moveAxis(view, model.snapshot.axes.map(({ key }) => key), axis, position)),
      clear: (axis) => model.change((view) => unbrush(view, axis)),
      toggle: (axis, value) => model.change((view) => brush(view, { axis, values: [value] })),
    });
    this.#clear = button('Clear brushes', { class: 'bs-link' }, () => model.change((view) => unbrush(view)));
    this.#stage.append(this.lines.node, svg, this.#heads.node);
    this.node = element('section', { class: 'bs-parallel', 'aria-label': 'Parallel coordinates' },
      element('div', { class: 'bs-card-head' }, element('h2', {}, 'Parallel coordinates'), this.#clear), this.#stage, this.#note);
    axisGestures(this.#svg, () => this.#drawn?.frame ?? { x: [], top: 0, bottom: 1 }, {
      start: () => (this.#drag = { view: model.snapshot.view, number: this.#drag.number + 1 }),
      drag: (index, from, to) => model.change(brush(this.#drag.view, this.#axis(index).brushBetween(from, to)), `brush ${this.#drag.number}`),
      click: (index, height) => this.#clicked(this.#axis(index), height),
      move: (x, y) => this.#hover(this.#nearest(x, y)),
      leave: () => this.#hover(-1),
      pick: (x, y) => {
        const row = this.#nearest(x, y);
        if (row >= 0) model.change({ selected: model.snapshot.data.id(row) });
      },
    });
  }

  /** Takes the size that the page gives it. */
  measure(): void {
    const { clientWidth: width, clientHeight: height } = this.#stage;
    this.#size = width > 0 && height > 0 ? { width, height } : { width: 720, height: 260 };
  }

  draw(snapshot: Snapshot, hovered: number): void {
    const before = this.#drawn;
    this.node.hidden = snapshot.axes.length < 2 || snapshot.data.size < 2;
    if (this.node.hidden) return;
    const frame = this.#frame(snapshot.axes.length);
    const sameFrame = before !== undefined && before.frame.width === frame.width && before.frame.height === frame.height && before.snapshot.axes === snapshot.axes;
    this.#drawn = { snapshot, frame: sameFrame ? before.frame : frame };
    if (!sameFrame) {
      this.#svg.attr('viewBox', `0 0 ${frame.width} ${frame.height}`).attr('width', frame.width).attr('height', frame.height);
      this.#drawAxes(snapshot.axes, frame);
      this.#heads.update(snapshot.axes, frame);
    }
    const { snapshot: old } = before ?? {};
    if (!sameFrame || old?.projection !== snapshot.projection || old.coloring !== snapshot.coloring) this.repaint();
    if (!sameFrame || old?.view.brushes !== snapshot.view.brushes) this.#drawBrushes(snapshot, frame);
    this.#drawFocus(snapshot, frame, hovered);
    this.#clear.hidden = !isFiltered({ ...snapshot.view, constraints: {} });
    const { rows } = this.lines;
    this.#note.textContent = `${rows.length < snapshot.keptCount ? `${rows.length.toLocaleString('en')} of ${snapshot.keptCount.toLocaleString('en')} lines drawn. ` : ''}Better is up. Drag along an axis to filter, click a value or a brush to toggle it; drag a name to reorder, press it to flip.`;
  }

  /** Draws the lines again. */
  repaint(): void {
    if (this.#drawn !== undefined) this.lines.draw(this.#drawn.snapshot, this.#drawn.snapshot.axes, this.#drawn.frame);
  }

  #axis(index: number): ParallelAxis {
    return this.#drawn!.snapshot.axes[index]!;
  }

  #frame(axes: number): ParallelFrame {
    const { width, height } = this.#size;
    const margin = Math.min(58, width / (2 * axes));
    const gap = (width - 2 * margin) / Math.max(1, axes - 1);
    return { width, height, x: Array.from({ length: axes }, (_, index) => margin + index * gap), top: HEAD, bottom: height - FOOT };
  }

  #drawAxes(axes: readonly ParallelAxis[], { x, top, bottom }: ParallelFrame): void {
    const group = this.#svg.select('.bs-parallel-axes');
    group.selectAll('path').data(axes).join('path').attr('class', 'bs-axis').attr('d', (_, index) => `M${x[index]!},${top}V${bottom}`);
    const room = Math.floor((bottom - top) / 15);
    const ticks = axes.flatMap((axis, index) => {
      const every = Math.ceil(axis.ticks.length / room);
      return axis.ticks.filter((_, tick) => tick % every === 0).map((tick) => ({ ...tick, x: x[index]! }));
    });
    const longest = Math.max(6, Math.floor(((x[1] ?? 200) - (x[0] ?? 0)) / 6.4));
    group.selectAll('text').data(ticks).join('text').attr('class', 'bs-parallel-tick').attr('x', (tick) => tick.x + 5).attr('y', (tick) => bottom - tick.height * (bottom - top)).attr('dy', '0.32em')
      .text((tick) => (tick.label.length > longest ? `${tick.label.slice(0, longest - 1)}…` : tick.label));
  }

  #drawBrushes({ view, axes }: Snapshot, { x, top, bottom }: ParallelFrame): void {
    const boxes = axes.flatMap((axis, index) => view.brushes.filter((entry) => entry.axis === axis.key).flatMap((entry) => axis.spans(entry).map(([low, high]) => ({ x: x[index]!, low: Math.max(0, low), high: Math.min(1, high) }))));
    this.#svg.select('.bs-parallel-brushes').selectAll('rect').data(boxes).join('rect').attr('class', 'bs-brush').attr('x', (box) => box.x - 7).attr('width', 14)
      .attr('y', (box) => bottom - box.high * (bottom - top)).attr('height', (box) => Math.max(2, (box.high - box.low) * (bottom - top)));
  }

  #drawFocus({ axes, selected, pins }: Snapshot, frame: ParallelFrame, hovered: number): void {
    const lines = [...pins.map((row) => ({ row, class: 'bs-line-pinned' })), { row: selected, class: 'bs-line-selected' }, { row: hovered, class: 'bs-line-hovered' }].filter(({ row }) => row >= 0);
    this.#svg.select('.bs-parallel-focus').selectAll('path').data(lines).join('path').attr('class', (line) => line.class).attr('d', (line) => linePath(line.row, axes, frame));
  }

  #clicked(axis: ParallelAxis, height: number): void {
    if (axis.kind === 'parameter') {
      this.#model.change((view) => brush(view, axis.brushBetween(height, height)));
      return;
    }
    this.#model.change((view) => {
      const mine = view.brushes.find((entry) => entry.axis === axis.key);
      if (mine === undefined || !('ranges' in mine)) return view;
      const left = mine.ranges.filter((_, index) => {
        const [low, high] = axis.spans(mine)[index]!;
        return height < low || height > high;
      });
      return { ...unbrush(view, axis.key), brushes: [...unbrush(view, axis.key).brushes, ...(left.length === 0 ? [] : [{ axis: axis.key, ranges: left }])] };
    });
  }

  /** The drawn line nearest to a place between two axes, -1 for none. */
  #nearest(x: number, y: number): number {
    if (this.#drawn === undefined) return -1;
    const { frame, snapshot } = this.#drawn;
    const right = frame.x.findIndex((place) => place >= x);
    if (right <= 0) return -1;
    const [a, b] = [snapshot.axes[right - 1]!, snapshot.axes[right]!];
    const part = (x - frame.x[right - 1]!) / (frame.x[right]! - frame.x[right - 1]!);
    let found = -1;
    let least = REACH;
    for (const row of this.lines.rows) {
      const height = a.height(row) * (1 - part) + b.height(row) * part;
      const distance = Math.abs(frame.bottom - height * (frame.bottom - frame.top) - y);
      if (distance < least) [found, least] = [row, distance];
    }
    return found;
  }
}
