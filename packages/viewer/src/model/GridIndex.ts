/** Finds the place nearest to a pixel among very many: places are sorted into square cells as wide as the reach. */
export class GridIndex {
  readonly #x: Float32Array;
  readonly #y: Float32Array;
  readonly #reach: number;
  readonly #columns: number;
  readonly #lines: number;
  /** Where the places of each cell start in `#order`. */
  readonly #starts: Uint32Array;
  readonly #order: Uint32Array;

  /** Places `x[i], y[i]` in pixels within a frame of this width and height; others are never found. */
  constructor(x: Float32Array, y: Float32Array, { width, height, reach }: { readonly width: number; readonly height: number; readonly reach: number }) {
    this.#x = x;
    this.#y = y;
    this.#reach = reach;
    this.#columns = Math.floor(width / reach) + 1;
    this.#lines = Math.floor(height / reach) + 1;
    const starts = new Uint32Array(this.#columns * this.#lines + 1);
    for (let index = 0; index < x.length; index++) {
      const cell = this.#cell(x[index]!, y[index]!);
      if (cell >= 0) starts[cell + 1]! += 1;
    }
    for (let cell = 1; cell < starts.length; cell++) starts[cell]! += starts[cell - 1]!;
    const next = starts.slice();
    this.#order = new Uint32Array(starts.at(-1)!);
    for (let index = 0; index < x.length; index++) {
      const cell = this.#cell(x[index]!, y[index]!);
      if (cell >= 0) this.#order[next[cell]!++] = index;
    }
    this.#starts = starts;
  }

  /** Index of the nearest accepted place within the reach, -1 when there is none; equal distances go to the lower index. */
  nearest(x: number, y: number, accept: (index: number) => boolean): number {
    let found = -1;
    let least = this.#reach * this.#reach;
    const [column, line] = [Math.floor(x / this.#reach), Math.floor(y / this.#reach)];
    for (let at = Math.max(0, line - 1); at <= Math.min(this.#lines - 1, line + 1); at++) {
      for (let to = Math.max(0, column - 1); to <= Math.min(this.#columns - 1, column + 1); to++) {
        const cell = at * this.#columns + to;
        for (let place = this.#starts[cell]!; place < this.#starts[cell + 1]!; place++) {
          const index = this.#order[place]!;
          const distance = (this.#x[index]! - x) ** 2 + (this.#y[index]! - y) ** 2;
          if ((distance < least || (distance === least && (found < 0 || index < found))) && accept(index)) {
            found = index;
            least = distance;
          }
        }
      }
    }
    return found;
  }

  #cell(x: number, y: number): number {
    const [column, line] = [Math.floor(x / this.#reach), Math.floor(y / this.#reach)];
    return column >= 0 && line >= 0 && column < this.#columns && line < this.#lines ? line * this.#columns + column : -1;
  }
}
