import { BitscapeError } from '@bitscape/errors';
import { toMinimisation, type Direction, type ObjectiveVector } from './Direction.js';
import { compareLexicographic } from './nonDominated.js';
import { ParetoArchive, type ArchiveEntry } from './ParetoArchive.js';

/** How finely an objective is told apart. Values that differ by decades need `relative`. */
export type Epsilon = { readonly absolute: number } | { readonly relative: number };

interface Boxed<T> extends ArchiveEntry<T> {
  readonly box: readonly number[];
  /** The vector in units of epsilon, minimised. */
  readonly scaled: readonly number[];
}

/**
 * Archive that keeps one point of every non-dominated ε-box (Laumanns, Thiele, Deb, Zitzler, "Combining convergence and
 * diversity in evolutionary multiobjective optimization", 2002): bounded where the front is, and every point ever added is
 * matched within ε by a member.
 *
 * Objectives are cut into boxes of the width ε (of the logarithm, to the base 1 + ε, where it is relative). In a box the point
 * nearest to its best corner stays; equal distances go to the smaller vector, equal vectors to the first. Members do not
 * depend on the order of insertion, but for which of equal vectors it is.
 */
export class EpsilonArchive<T> {
  readonly #directions: readonly Direction[];
  readonly #epsilons: readonly Epsilon[];
  readonly #boxes: ParetoArchive<string>;
  readonly #members = new Map<string, Boxed<T>>();
  /** Additions that opened a box: zero over many additions means that the search has converged to ε (Hadka, Reed 2013). */
  progress = 0;

  /** @throws BitscapeError `usage` unless there is a positive, finite epsilon for each direction. */
  constructor(directions: readonly Direction[], epsilons: readonly Epsilon[]) {
    const widths = epsilons.map(widthOf);
    if (directions.length !== epsilons.length || !widths.every((width) => width > 0 && Number.isFinite(width))) {
      throw new BitscapeError('usage', `every objective needs an epsilon above 0, got ${widths.join(', ')} for ${directions.length} objectives`);
    }
    this.#directions = [...directions];
    this.#epsilons = [...epsilons];
    this.#boxes = new ParetoArchive(directions.map(() => 'min'));
  }

  get size(): number {
    return this.#members.size;
  }

  /** One entry a box, in lexicographic order of the boxes. */
  entries(): ArchiveEntry<T>[] {
    return [...this.#members.values()].sort((a, b) => compareLexicographic(a.box, b.box)).map(({ values, item }) => ({ values, item }));
  }

  /**
   * Whether the point is a member now.
   *
   * @throws BitscapeError `usage` on a wrong number of values, on values that are not finite, and on values that are not positive
   * where epsilon is relative.
   */
  add(values: ObjectiveVector, item: T): boolean {
    const scaled = this.#scaled(values);
    const box = scaled.map((value) => Math.floor(value) + 0);
    const key = box.join();
    const entry = { values: [...values], item, box, scaled };
    const rival = this.#members.get(key);
    if (rival !== undefined) {
      if (order(entry, rival) >= 0) return false;
      this.#members.set(key, entry);
      return true;
    }
    const { accepted, removed } = this.#boxes.add(box, key);
    if (!accepted) return false;
    for (const { item: old } of removed) this.#members.delete(old);
    this.#members.set(key, entry);
    this.progress++;
    return true;
  }

  #scaled(values: ObjectiveVector): number[] {
    const minimised = toMinimisation(values, this.#directions);
    return minimised.map((value, objective) => {
      const epsilon = this.#epsilons[objective]!;
      if ('absolute' in epsilon) return value / epsilon.absolute;
      const positive = values[objective]!;
      if (!(positive > 0)) throw new BitscapeError('usage', `objective ${objective} is ${positive}: a relative epsilon needs values above 0`);
      return ((this.#directions[objective] === 'max' ? -1 : 1) * Math.log(positive)) / Math.log1p(epsilon.relative);
    });
  }
}

function widthOf(epsilon: Epsilon): number {
  return 'absolute' in epsilon ? epsilon.absolute : epsilon.relative;
}

function order<T>(a: Boxed<T>, b: Boxed<T>): number {
  const distance = ({ scaled, box }: Boxed<T>): number => Math.hypot(...scaled.map((value, objective) => value - box[objective]!));
  return distance(a) - distance(b) || compareLexicographic(a.scaled, b.scaled);
}
