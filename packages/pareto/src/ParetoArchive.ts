import { toMinimisation, type Direction, type ObjectiveVector } from './Direction.js';
import { DominanceTree } from './DominanceTree.js';
import { dominatesMinimised } from './dominates.js';

export interface ArchiveEntry<T> {
  readonly values: ObjectiveVector;
  readonly item: T;
}

/** What an insertion did: whether the item is in the front now, and whom it pushed out. */
export interface ArchiveChange<T> {
  readonly accepted: boolean;
  /** In order of their insertion. */
  readonly removed: readonly ArchiveEntry<T>[];
}

interface Member<T> extends ArchiveEntry<T> {
  readonly order: number;
}

/**
 * Incremental front: holds exactly the non-dominated ones of everything added so far, whatever the order.
 *
 * Equal vectors are all kept, as in `nonDominated`. Nothing is ever thinned out. An insertion is logarithmic in the front as a
 * rule (see `DominanceTree`), O(m · front) at worst.
 */
export class ParetoArchive<T> {
  readonly #directions: readonly Direction[];
  /** One tree member a distinct vector, with every entry that has it. */
  readonly #tree: DominanceTree<Member<T>[]>;
  #size = 0;
  #added = 0;

  constructor(directions: readonly Direction[]) {
    this.#directions = [...directions];
    this.#tree = new DominanceTree(directions.length);
  }

  get size(): number {
    return this.#size;
  }

  /** The front, in order of insertion. */
  entries(): ArchiveEntry<T>[] {
    return inOrder(this.#tree.members().flatMap(({ value }) => value));
  }

  /** @throws BitscapeError `usage` on a wrong number of values and on values that are not finite. */
  add(values: ObjectiveVector, item: T): ArchiveChange<T> {
    const vector = toMinimisation(values, this.#directions);
    const member = { values: [...values], item, order: this.#added++ };
    const covering = this.#tree.findCovering(vector);
    if (covering !== undefined) {
      if (dominatesMinimised(covering.vector, vector)) return { accepted: false, removed: [] };
      covering.value.push(member);
      this.#size++;
      return { accepted: true, removed: [] };
    }
    const removed = this.#tree.removeCovered(vector).flatMap(({ value }) => value);
    this.#tree.insert({ vector, value: [member] });
    this.#size += 1 - removed.length;
    return { accepted: true, removed: inOrder(removed) };
  }
}

function inOrder<T>(members: Member<T>[]): ArchiveEntry<T>[] {
  return members.sort((a, b) => a.order - b.order).map(({ values, item }) => ({ values, item }));
}
