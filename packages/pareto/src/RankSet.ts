const BITS = 5;
const WORD = 1 << BITS;

/**
 * Set of integers 0 … size − 1 with neighbour queries, as a tree of bit words with 32 children a node: every operation visits
 * at most log₃₂(size) words (four for a million).
 */
export class RankSet {
  /** From the leaves up; a bit of a level says that the word below it is not empty. */
  readonly #levels: Int32Array[] = [];

  constructor(size: number) {
    let words = size;
    do {
      words = Math.max(1, Math.ceil(words / WORD));
      this.#levels.push(new Int32Array(words));
    } while (words > 1);
  }

  add(rank: number): void {
    let at = rank;
    for (const words of this.#levels) {
      words[at >> BITS]! |= 1 << (at & (WORD - 1));
      at >>= BITS;
    }
  }

  remove(rank: number): void {
    let at = rank;
    for (const words of this.#levels) {
      words[at >> BITS]! &= ~(1 << (at & (WORD - 1)));
      if (words[at >> BITS] !== 0) return;
      at >>= BITS;
    }
  }

  /** Smallest member that is at least `rank`; −1 without one. */
  atLeast(rank: number): number {
    let at = rank;
    for (let level = 0; level < this.#levels.length; level++) {
      const words = this.#levels[level]!;
      if (at >> BITS >= words.length) return -1;
      const above = words[at >> BITS]! & (-1 << (at & (WORD - 1)));
      if (above !== 0) return this.#descend(level, ((at >> BITS) << BITS) + lowest(above), lowest);
      at = (at >> BITS) + 1;
    }
    return -1;
  }

  /** Largest member that is at most `rank`; −1 without one. */
  atMost(rank: number): number {
    let at = rank;
    for (let level = 0; level < this.#levels.length && at >= 0; level++) {
      const below = this.#levels[level]![at >> BITS]! & (-1 >>> (WORD - 1 - (at & (WORD - 1))));
      if (below !== 0) return this.#descend(level, ((at >> BITS) << BITS) + highest(below), highest);
      at = (at >> BITS) - 1;
    }
    return -1;
  }

  #descend(level: number, from: number, choose: (word: number) => number): number {
    let at = from;
    for (let below = level - 1; below >= 0; below--) at = (at << BITS) + choose(this.#levels[below]![at]!);
    return at;
  }
}

function lowest(word: number): number {
  return WORD - 1 - Math.clz32(word & -word);
}

function highest(word: number): number {
  return WORD - 1 - Math.clz32(word);
}
