import { toMinimisation, type Direction, type ObjectiveVector } from './Direction.js';
import { dominatesMinimised } from './dominates.js';

export interface ArchiveEntry<T> {
  readonly values: ObjectiveVector;
  readonly item: T;
}

/** What an insertion did: whether the item is in the front now, and whom it pushed out. */
export interface ArchiveChange<T> {
  readonly accepted: boolean;
  readonly removed: readonly ArchiveEntry<T>[];
}

/**
 * Incremental front: holds exactly the non-dominated ones of everything added so far, whatever the order.
 *
 * Equal vectors are all kept, as in `nonDominated`. Nothing is ever thinned out. An insertion is O(m · front).
 */
export class ParetoArchive<T> {
  readonly #directions: readonly Direction[];
  #members: { readonly entry: ArchiveEntry<T>; readonly minimised: ObjectiveVector }[] = [];

  constructor(directions: readonly Direction[]) {
    this.#directions = [...directions];
  }

  get size(): number {
    return this.#members.length;
  }

  /** The front, in order of insertion. */
  entries(): ArchiveEntry<T>[] {
    return this.#members.map((member) => member.entry);
  }

  /** @throws BitscapeError `usage` on a wrong number of values and on values that are not finite. */
  add(values: ObjectiveVector, item: T): ArchiveChange<T> {
    const minimised = toMinimisation(values, this.#directions);
    if (this.#members.some((member) => dominatesMinimised(member.minimised, minimised))) return { accepted: false, removed: [] };
    const removed: ArchiveEntry<T>[] = [];
    this.#members = this.#members.filter((member) => {
      const survives = !dominatesMinimised(minimised, member.minimised);
      if (!survives) removed.push(member.entry);
      return survives;
    });
    this.#members.push({ entry: { values: [...values], item }, minimised });
    return { accepted: true, removed };
  }
}
