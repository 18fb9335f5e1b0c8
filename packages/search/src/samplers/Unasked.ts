import { shuffledIndex } from './shuffledIndex.js';
import type { SampleSpace } from './Sampler.js';

/** Positions in a row that lead to nothing new before a space counts as used up. */
const PATIENCE = 1_000_000;

/** Keeps track of what was asked, and draws what was not in seeded random order. */
export class Unasked {
  readonly #space: SampleSpace;
  readonly #asked = new Set<number>();
  readonly #shuffled: (position: number) => number;
  #position = 0;

  constructor(space: SampleSpace, seed: number) {
    this.#space = space;
    this.#shuffled = shuffledIndex(space.size, seed);
  }

  /** The canonical index of a point asked for the first time, which is marked as asked; otherwise `undefined`. */
  claim(index: number): number | undefined {
    const canonical = this.#space.canonicalIndex(index);
    if (canonical === undefined || this.#asked.has(canonical)) return undefined;
    this.#asked.add(canonical);
    return canonical;
  }

  /** Up to `count` points that were not asked before. */
  draw(count: number): number[] {
    const drawn: number[] = [];
    for (let misses = 0; drawn.length < count && this.#position < this.#space.size && misses < PATIENCE; this.#position++) {
      const index = this.claim(this.#shuffled(this.#position));
      if (index === undefined) misses++;
      else {
        misses = 0;
        drawn.push(index);
      }
    }
    return drawn;
  }
}
