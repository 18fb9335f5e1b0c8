import { ROLE } from '../model/projectRows.js';
import { element } from './element.js';
import type { Snapshot } from './ExplorerModel.js';
import { paintCloud } from './paintCloud.js';
import { MUTED } from './readInks.js';
import type { Ink } from './paintCloud.js';

/** Opacity of a single mark by role: excluded, infeasible, dominated, behind, front. */
const OPACITY = [0.1, 0.16, 0.4, 0.8, 1];

/** The marks of very many rows as one image below the SVG, which keeps axes, fronts and everything that moves. */
export class CloudCanvas {
  readonly node = element('canvas', { class: 'bs-cloud', 'aria-hidden': 'true' });
  inks: readonly Ink[] = [];

  clear(): void {
    this.node.width = 0;
    this.node.height = 0;
  }

  /** Draws the rows at their places, in CSS pixels of a plot of that size. */
  draw({ projection, coloring }: Snapshot, rows: Uint32Array, places: { readonly x: Float32Array; readonly y: Float32Array }, size: { readonly width: number; readonly height: number }): void {
    const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    // Setting a size clears the canvas and takes new memory.
    if (this.node.width !== width) this.node.width = width;
    if (this.node.height !== height) this.node.height = height;
    this.node.style.width = `${size.width}px`;
    this.node.style.height = `${size.height}px`;
    const context = this.node.getContext('2d');
    if (context === null) return;
    const layer = new Uint8Array(rows.length);
    const ink = new Uint8Array(rows.length);
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index]!;
      const role = projection.roles[row]!;
      layer[index] = role;
      const category = role <= ROLE.infeasible ? MUTED : coloring.categoryOf(row);
      ink[index] = category < 0 ? (coloring.key === 'none' ? 0 : MUTED) : category;
    }
    const scaled = ratio === 1 ? places : { x: places.x.map((value) => value * ratio), y: places.y.map((value) => value * ratio) };
    const side = Math.max(1, Math.round((rows.length > 200_000 ? 1 : rows.length > 20_000 ? 2 : 3) * ratio));
    context.putImageData(paintCloud({ ...scaled, layer, ink }, { width, height, side, opacity: OPACITY, inks: this.inks }), 0, 0);
  }
}
