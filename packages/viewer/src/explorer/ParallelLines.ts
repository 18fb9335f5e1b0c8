import type { ParallelAxis } from '../model/parallelAxes.js';
import { ROLE } from '../model/projectRows.js';
import { element } from './element.js';
import type { Snapshot } from './ExplorerModel.js';
import type { Ink } from './paintCloud.js';
import { MUTED } from './readInks.js';

/** More lines than this cannot be told apart, and take longer than a frame: a regular sample is drawn then, the front first. */
const LIMIT = 1500;
const BACKGROUND_LIMIT = 400;
/** Lines in one frame: drawing takes its time after the calls for it have returned, so only their number can be limited. */
const SLICE = 120;
/** Milliseconds after the first lines until the others follow: during a drag only the first are drawn. */
const REST = 120;

interface Line {
  readonly row: number;
  readonly style: string;
  readonly width: number;
}

/** Frame of the plot: place of each axis, and of the heights 0 and 1, in CSS pixels. */
export interface ParallelFrame {
  readonly width: number;
  readonly height: number;
  readonly x: readonly number[];
  readonly top: number;
  readonly bottom: number;
}

/** The lines of the parallel plot on a canvas, drawn in slices of a frame's time so that nothing waits for them. */
export class ParallelLines {
  readonly node = element('canvas', { class: 'bs-lines', 'aria-hidden': 'true' });
  inks: readonly Ink[] = [];
  #rows: readonly number[] = [];
  #request = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Rows that have a line. */
  get rows(): readonly number[] {
    return this.#rows;
  }

  draw(snapshot: Snapshot, axes: readonly ParallelAxis[], frame: ParallelFrame): void {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#request);
    const lines = this.#lines(snapshot);
    this.#rows = lines.filter(({ row }) => snapshot.kept[row] === 1).map(({ row }) => row);
    const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
    this.node.width = Math.round(frame.width * ratio);
    this.node.height = Math.round(frame.height * ratio);
    this.node.style.width = `${frame.width}px`;
    this.node.style.height = `${frame.height}px`;
    const context = this.node.getContext('2d');
    if (context === null) return;
    context.scale(ratio, ratio);
    // What matters most comes first, and what follows goes below it.
    context.globalCompositeOperation = 'destination-over';
    let at = 0;
    const step = (): void => {
      for (const { row, style, width } of lines.slice(at, at + SLICE)) {
        context.strokeStyle = style;
        context.lineWidth = width;
        context.stroke(new Path2D(linePath(row, axes, frame)));
      }
      at += SLICE;
      if (at < lines.length) this.#later(step, at === SLICE ? REST : 0);
    };
    this.#later(step, 0);
  }

  #later(step: () => void, wait: number): void {
    if (wait === 0) this.#request = requestAnimationFrame(step);
    else this.#timer = setTimeout(() => (this.#request = requestAnimationFrame(step)), wait);
  }

  /** The front first, then what else is kept, then what is filtered out. */
  #lines({ kept, data, projection, coloring, filtered }: Snapshot): Line[] {
    const excluded: number[] = [];
    const plain: number[] = [];
    const front: number[] = [];
    for (const row of projection.rows) {
      const role = projection.roles[row]!;
      if (kept[row] === 0) excluded.push(row);
      else (role >= ROLE.behind || !data.allTrials ? front : plain).push(row);
    }
    const drawnFront = sample(front, LIMIT);
    const drawnPlain = sample(plain, Math.max(200, LIMIT - drawnFront.length));
    const color = (row: number, alpha: number): string => {
      const category = kept[row] === 0 ? MUTED : coloring.categoryOf(row);
      const [red, green, blue] = this.inks[category < 0 ? (coloring.key === 'none' ? 0 : MUTED) : category] ?? [128, 128, 128];
      return `rgb(${red} ${green} ${blue} / ${alpha})`;
    };
    const faint = alphaOf(drawnPlain.length) * 0.6;
    const strong = alphaOf(drawnFront.length);
    return [
      ...drawnFront.map((row) => ({ row, style: color(row, strong), width: 1.3 })),
      ...drawnPlain.map((row) => ({ row, style: color(row, faint), width: 1 })),
      ...(filtered || data.allTrials ? sample(excluded, BACKGROUND_LIMIT).map((row) => ({ row, style: color(row, 0.12), width: 1 })) : []),
    ];
  }
}

/** SVG path of the line of a row; a missing value interrupts it. */
export function linePath(row: number, axes: readonly ParallelAxis[], { x, top, bottom }: ParallelFrame): string {
  let path = '';
  let pen = 'M';
  axes.forEach((axis, index) => {
    const height = axis.height(row);
    if (Number.isNaN(height)) pen = 'M';
    else {
      path += `${pen}${x[index]!.toFixed(1)},${(bottom - height * (bottom - top)).toFixed(1)}`;
      pen = 'L';
    }
  });
  return path;
}

/** Every n-th, so that at most `limit` are left. */
function sample(rows: readonly number[], limit: number): readonly number[] {
  if (rows.length <= limit) return rows;
  const step = rows.length / limit;
  return Array.from({ length: limit }, (_, index) => rows[Math.floor(index * step)]!);
}

function alphaOf(count: number): number {
  return Math.max(0.12, Math.min(0.85, 2.4 / Math.max(1, count) ** 0.34));
}
