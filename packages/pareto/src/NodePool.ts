/** Members that a leaf holds at most. */
export const LEAF = 16;
/** In place of a node where there is none. */
export const NONE = -1;

/**
 * Nodes of a `DominanceTree` as columns of flat arrays: walking a tree of small objects costs a cache miss an object. A node is a
 * leaf with up to {@link LEAF} members, or has two parts.
 */
export class NodePool {
  readonly objectives: number;
  /** Best corner, then worst corner, of what is below; they may be wider than needed after a removal. */
  bounds = new Float64Array(0);
  /** Vectors of a leaf's members, one after the other, and their ids. */
  vectors = new Float64Array(0);
  ids = new Int32Array(0);
  /** The parts; {@link NONE} in a leaf. Below `limit` in the objective `cut`, and not below. */
  low = new Int32Array(0);
  high = new Int32Array(0);
  cut = new Int32Array(0);
  limit = new Float64Array(0);
  /** Members now, when the node was built, and how many came in since. */
  size = new Int32Array(0);
  built = new Int32Array(0);
  grown = new Int32Array(0);
  readonly #free: number[] = [];
  #used = 0;

  constructor(objectives: number) {
    this.objectives = objectives;
  }

  isLeaf(node: number): boolean {
    return this.low[node] === NONE;
  }

  /** An empty leaf. */
  take(): number {
    const node = this.#free.pop() ?? this.#used++;
    if (node >= this.size.length) this.#grow(Math.max(16, 2 * this.size.length));
    this.low[node] = NONE;
    this.high[node] = NONE;
    this.size[node] = 0;
    this.built[node] = 0;
    this.grown[node] = 0;
    const at = 2 * this.objectives * node;
    this.bounds.fill(Infinity, at, at + this.objectives).fill(-Infinity, at + this.objectives, at + 2 * this.objectives);
    return node;
  }

  release(node: number): void {
    this.#free.push(node);
  }

  /** Widens the corners of a node to hold a vector. */
  cover(node: number, vector: ArrayLike<number>): void {
    const best = 2 * this.objectives * node;
    const worst = best + this.objectives;
    for (let objective = 0; objective < this.objectives; objective++) {
      const value = vector[objective]!;
      if (value < this.bounds[best + objective]!) this.bounds[best + objective] = value;
      if (value > this.bounds[worst + objective]!) this.bounds[worst + objective] = value;
    }
  }

  /** Makes a fresh leaf the node above two parts. */
  join(node: number, low: number, high: number): void {
    this.low[node] = low;
    this.high[node] = high;
    this.size[node] = this.size[low]! + this.size[high]!;
    this.built[node] = this.size[node]!;
    const best = 2 * this.objectives * node;
    for (const part of [low, high]) {
      const of = 2 * this.objectives * part;
      for (let at = 0; at < this.objectives; at++) {
        this.bounds[best + at] = Math.min(this.bounds[best + at]!, this.bounds[of + at]!);
        this.bounds[best + this.objectives + at] = Math.max(this.bounds[best + this.objectives + at]!, this.bounds[of + this.objectives + at]!);
      }
    }
  }

  /** Puts a member into a leaf that has room. */
  append(leaf: number, vector: ArrayLike<number>, id: number): void {
    const slot = leaf * LEAF + this.size[leaf]!++;
    this.ids[slot] = id;
    for (let objective = 0; objective < this.objectives; objective++) this.vectors[slot * this.objectives + objective] = vector[objective]!;
  }

  /** Takes the member in a slot out of its leaf; the last member moves there. */
  removeAt(leaf: number, slot: number): void {
    const last = leaf * LEAF + --this.size[leaf]!;
    this.ids[slot] = this.ids[last]!;
    this.vectors.copyWithin(slot * this.objectives, last * this.objectives, (last + 1) * this.objectives);
  }

  #grow(nodes: number): void {
    const ints = (old: Int32Array, length: number): Int32Array<ArrayBuffer> => {
      const copy = new Int32Array(length);
      copy.set(old);
      return copy;
    };
    const floats = (old: Float64Array, length: number): Float64Array<ArrayBuffer> => {
      const copy = new Float64Array(length);
      copy.set(old);
      return copy;
    };
    this.bounds = floats(this.bounds, 2 * this.objectives * nodes);
    this.vectors = floats(this.vectors, this.objectives * LEAF * nodes);
    this.limit = floats(this.limit, nodes);
    this.ids = ints(this.ids, LEAF * nodes);
    this.low = ints(this.low, nodes);
    this.high = ints(this.high, nodes);
    this.cut = ints(this.cut, nodes);
    this.size = ints(this.size, nodes);
    this.built = ints(this.built, nodes);
    this.grown = ints(this.grown, nodes);
  }
}
