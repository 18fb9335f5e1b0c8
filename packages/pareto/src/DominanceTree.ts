import type { ObjectiveVector } from './Direction.js';
import { fairestCut } from './fairestCut.js';
import { LEAF, NodePool, NONE } from './NodePool.js';

export interface TreeMember<T> {
  readonly vector: ObjectiveVector;
  readonly value: T;
}

/** Share of the members in one part of a node that calls for building it anew. */
const LOPSIDED = 0.7;

/**
 * Distinct vectors, all minimised, none dominating another, found by dominance: a k-d tree whose nodes know the best and the
 * worst corner of what is below them, so that most of a front is passed over in a few comparisons (after Jaszkiewicz, Lust,
 * "ND-Tree-based update: a fast algorithm for the dynamic nondominance problem", 2018). A node that became lopsided is built
 * anew once as many members have come in as it had, so that the depth stays logarithmic in whatever order they come.
 *
 * On a front a query is logarithmic as a rule; in many objectives it can come to visit every member.
 */
export class DominanceTree<T> {
  readonly #pool: NodePool;
  /** By id; a hole where a member was removed. */
  readonly #members: (TreeMember<T> | undefined)[] = [];
  #root = NONE;

  constructor(objectives: number) {
    this.#pool = new NodePool(objectives);
  }

  /** In the order of their insertion. */
  members(): TreeMember<T>[] {
    return this.#members.filter((member) => member !== undefined);
  }

  /** A member that dominates the vector or equals it; `undefined` without one. */
  findCovering(vector: ObjectiveVector): TreeMember<T> | undefined {
    const id = this.#root === NONE ? NONE : this.#findCovering(this.#root, vector);
    return id === NONE ? undefined : this.#members[id];
  }

  /** Takes out every member that the vector dominates or equals. */
  removeCovered(vector: ObjectiveVector): TreeMember<T>[] {
    const removed: number[] = [];
    if (this.#root !== NONE) this.#root = this.#removeCovered(this.#root, vector, removed);
    return removed.map((id) => {
      const member = this.#members[id]!;
      this.#members[id] = undefined;
      return member;
    });
  }

  /** Adds a vector that no member covers. */
  insert(member: TreeMember<T>): void {
    const id = this.#members.push(member) - 1;
    this.#root = this.#root === NONE ? this.#build([id]) : this.#insert(this.#root, id, member.vector);
  }

  #findCovering(node: number, vector: ObjectiveVector): number {
    const pool = this.#pool;
    if (!covers(pool.bounds, 2 * pool.objectives * node, vector)) return NONE;
    if (!pool.isLeaf(node)) {
      const found = this.#findCovering(pool.low[node]!, vector);
      return found === NONE ? this.#findCovering(pool.high[node]!, vector) : found;
    }
    const end = node * LEAF + pool.size[node]!;
    for (let slot = node * LEAF; slot < end; slot++) if (covers(pool.vectors, slot * pool.objectives, vector)) return pool.ids[slot]!;
    return NONE;
  }

  #removeCovered(node: number, vector: ObjectiveVector, removed: number[]): number {
    const pool = this.#pool;
    if (!isCovered(pool.bounds, (2 * node + 1) * pool.objectives, vector)) return node;
    if (pool.isLeaf(node)) {
      for (let slot = node * LEAF + pool.size[node]! - 1; slot >= node * LEAF; slot--) {
        if (!isCovered(pool.vectors, slot * pool.objectives, vector)) continue;
        removed.push(pool.ids[slot]!);
        pool.removeAt(node, slot);
      }
      if (pool.size[node]! > 0) return node;
      pool.release(node);
      return NONE;
    }
    const low = this.#removeCovered(pool.low[node]!, vector, removed);
    const high = this.#removeCovered(pool.high[node]!, vector, removed);
    if (low === NONE || high === NONE) {
      pool.release(node);
      return low === NONE ? high : low;
    }
    pool.low[node] = low;
    pool.high[node] = high;
    pool.size[node] = pool.size[low]! + pool.size[high]!;
    return node;
  }

  #insert(node: number, id: number, vector: ObjectiveVector): number {
    const pool = this.#pool;
    const leaf = pool.isLeaf(node);
    if (leaf ? pool.size[node] === LEAF : this.#isLopsided(node)) return this.#build([...this.#release(node, []), id]);
    pool.cover(node, vector);
    if (leaf) {
      pool.append(node, vector, id);
      return node;
    }
    pool.size[node]!++;
    pool.grown[node]!++;
    if (vector[pool.cut[node]!]! < pool.limit[node]!) {
      const low = this.#insert(pool.low[node]!, id, vector);
      pool.low[node] = low;
    } else {
      const high = this.#insert(pool.high[node]!, id, vector);
      pool.high[node] = high;
    }
    return node;
  }

  #isLopsided(node: number): boolean {
    const { size, low, high, grown, built } = this.#pool;
    return grown[node]! > built[node]! && Math.max(size[low[node]!]!, size[high[node]!]!) > LOPSIDED * size[node]!;
  }

  /** Gives the nodes back and returns the ids of their members. */
  #release(node: number, ids: number[]): number[] {
    const pool = this.#pool;
    if (pool.isLeaf(node)) for (let slot = node * LEAF; slot < node * LEAF + pool.size[node]!; slot++) ids.push(pool.ids[slot]!);
    else {
      this.#release(pool.low[node]!, ids);
      this.#release(pool.high[node]!, ids);
    }
    pool.release(node);
    return ids;
  }

  /** A balanced tree of the members `ids[from]` to `ids[to − 1]`; changes their order. */
  #build(ids: number[], from = 0, to = ids.length): number {
    const pool = this.#pool;
    const node = pool.take();
    if (to - from <= LEAF) {
      for (let at = from; at < to; at++) {
        const { vector } = this.#members[ids[at]!]!;
        pool.cover(node, vector);
        pool.append(node, vector, ids[at]!);
      }
      return node;
    }
    const { objective, limit } = fairestCut(to - from, (index) => this.#members[ids[from + index]!]!.vector);
    let middle = from;
    for (let at = from; at < to; at++) {
      const id = ids[at]!;
      if (this.#members[id]!.vector[objective]! >= limit) continue;
      ids[at] = ids[middle]!;
      ids[middle++] = id;
    }
    const low = this.#build(ids, from, middle);
    const high = this.#build(ids, middle, to);
    pool.join(node, low, high);
    pool.cut[node] = objective;
    pool.limit[node] = limit;
    return node;
  }
}

/** Whether the stored vector is at most the given one in every objective. */
function covers(stored: Float64Array, at: number, vector: ObjectiveVector): boolean {
  for (let objective = 0; objective < vector.length; objective++) if (stored[at + objective]! > vector[objective]!) return false;
  return true;
}

/** Whether the stored vector is at least the given one in every objective. */
function isCovered(stored: Float64Array, at: number, vector: ObjectiveVector): boolean {
  for (let objective = 0; objective < vector.length; objective++) if (stored[at + objective]! < vector[objective]!) return false;
  return true;
}
