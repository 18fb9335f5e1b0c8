import type { Dataset } from './Dataset.js';

/**
 * Recomputes the frontier of a study among some of its rows, fast enough for a dragged slider.
 *
 * A member of the whole frontier that is kept stays a member: nothing beat it among all rows. Any other row stays out as long as one row
 * that beats it is kept; that witness is remembered, so that most rows cost one look. The rule is the one of `packages/pareto`: at least as
 * good in every objective of the study and better in one; a row that lacks an objective cannot be compared and is a member only if the
 * file says so.
 */
export class FrontierIndex {
  readonly #members: Uint8Array;
  /** Costs (less is better) row by row. */
  readonly #costs: Float64Array;
  readonly #width: number;
  readonly #comparable: Uint8Array;
  /** A row that beats this one, -1 where none is known. */
  readonly #witness: Int32Array;

  constructor({ frontier, size, values, members }: Dataset) {
    const { objectives } = frontier;
    this.#members = members;
    this.#width = objectives.length;
    this.#costs = new Float64Array(size * this.#width);
    this.#comparable = new Uint8Array(size).fill(1);
    this.#witness = new Int32Array(size).fill(-1);
    objectives.forEach(({ name, direction }, objective) => {
      const column = values(name);
      const sign = direction === 'max' ? -1 : 1;
      for (let row = 0; row < size; row++) {
        this.#costs[row * this.#width + objective] = sign * column[row]!;
        if (!Number.isFinite(column[row])) this.#comparable[row] = 0;
      }
    });
  }

  /** One flag a row: whether it is on the frontier of the kept rows. */
  membersAmong(kept: Uint8Array): Uint8Array {
    const result = new Uint8Array(kept.length);
    const members: number[] = [];
    const orphans: number[] = [];
    for (let row = 0; row < kept.length; row++) {
      if (kept[row] === 0) continue;
      if (this.#members[row] === 1) {
        result[row] = 1;
        if (this.#comparable[row] === 1) members.push(row);
      } else if (this.#comparable[row] === 1) {
        const witness = this.#witness[row]!;
        if (witness < 0 || kept[witness] === 0) orphans.push(row);
      }
    }
    // In lexicographic order only an earlier row can beat a later one.
    orphans.sort((a, b) => this.#compare(a, b));
    for (const row of orphans) {
      const witness = members.find((other) => this.#beats(other, row));
      if (witness !== undefined) this.#witness[row] = witness;
      else {
        result[row] = 1;
        members.push(row);
      }
    }
    return result;
  }

  #beats(a: number, b: number): boolean {
    const width = this.#width;
    let better = false;
    for (let objective = 0; objective < width; objective++) {
      const difference = this.#costs[a * width + objective]! - this.#costs[b * width + objective]!;
      if (difference > 0) return false;
      if (difference < 0) better = true;
    }
    return better;
  }

  #compare(a: number, b: number): number {
    const width = this.#width;
    for (let objective = 0; objective < width; objective++) {
      const difference = this.#costs[a * width + objective]! - this.#costs[b * width + objective]!;
      if (difference !== 0) return difference;
    }
    return a - b;
  }
}
