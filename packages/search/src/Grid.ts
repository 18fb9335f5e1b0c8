import { BitscapeError } from '@bitscape/errors';
import { getPath, pointId, setPaths, type Assignment, type DesignPoint, type ParsedStudy, type ResolvedAxis } from '@bitscape/design';
import { matchesCondition } from './matchesCondition.js';
import { digitsOf, indexOf } from './samplers/digits.js';

/** One distinct design point of a grid. */
export interface GridPoint {
  /** Mixed-radix index, see {@link Grid.pointAt}. */
  readonly index: number;
  readonly id: string;
  readonly point: DesignPoint;
}

/**
 * The grid of a study, enumerated lazily: an index is a number in mixed radix, one digit an axis, the last axis fastest.
 *
 * Axes stand in the order of the parsed study, where every axis follows those that its conditions look at. An axis whose
 * condition does not hold leaves the base value in place, whatever its digit.
 */
export class Grid {
  /** Number of indices: the product of the axes' sizes, points that differ only in inactive axes counted separately. */
  readonly size: number;
  /** Number of cases of each axis, in the order of the study. */
  readonly radices: readonly number[];
  readonly #base: DesignPoint;
  readonly #axes: readonly ResolvedAxis[];
  readonly #exclude: ParsedStudy['exclude'];
  /** Whether every index is a point of its own, as far as conditions go. */
  readonly #plain: boolean;

  /** @throws BitscapeError `invalid-study` when the grid has more than 2^53 indices. */
  constructor(study: Pick<ParsedStudy, 'base' | 'axes' | 'exclude'>) {
    this.#base = study.base;
    this.#axes = study.axes;
    this.#exclude = study.exclude;
    this.#plain = study.exclude.length === 0 && study.axes.every((axis) => axis.when.length === 0);
    this.radices = study.axes.map((axis) => axis.cases.length);
    this.size = study.axes.reduce((product, axis) => product * axis.cases.length, 1);
    if (this.size > Number.MAX_SAFE_INTEGER) {
      throw new BitscapeError('invalid-study', `the grid has about ${this.size.toExponential(1)} points, more than can be counted`, {
        where: { pointer: '/axes' },
        hint: 'Remove axes or values.',
      });
    }
  }

  /**
   * The design point of an index.
   *
   * @throws BitscapeError `usage` unless 0 <= index < size.
   */
  pointAt(index: number): DesignPoint {
    return setPaths(this.#base, this.#decode(index).assignment);
  }

  /**
   * The lowest index of the same assignment: inactive axes count from their first case. `undefined` for excluded points.
   *
   * @throws BitscapeError `usage` unless 0 <= index < size.
   */
  canonicalIndex(index: number): number | undefined {
    if (this.#plain) return index;
    const { digits, assignment } = this.#decode(index);
    return this.#isExcluded(assignment) ? undefined : indexOf(digits, this.radices);
  }

  /** Digits, those of inactive axes 0, and what the active ones set. */
  #decode(index: number): { readonly digits: number[]; readonly assignment: Assignment } {
    if (!Number.isInteger(index) || index < 0 || index >= this.size) throw new BitscapeError('usage', `the grid has ${this.size} points, there is no index ${index}`);
    const digits = digitsOf(index, this.radices);
    let assignment: Assignment = {};
    this.#axes.forEach((axis, position) => {
      if (this.#isActive(axis, assignment)) assignment = { ...assignment, ...axis.cases[digits[position]!] };
      else digits[position] = 0;
    });
    return { digits, assignment };
  }

  /** Whether {@link points} walks through more than `limit` combinations of cases; stops counting there. */
  hasMoreThan(limit: number): boolean {
    if (this.size <= limit) return false;
    const walk = this.#walk(0, 0, {});
    for (let count = 0; count <= limit; count++) if (walk.next().done === true) return false;
    return true;
  }

  /**
   * Every distinct design point once, at its lowest index, in ascending order of indices. Inactive axes are not walked
   * through, and points that coincide otherwise (two cases that set the same in the end) are recognised by their id.
   */
  *points(): Generator<GridPoint, void, undefined> {
    const seen = new Set<string>();
    for (const { index, assignment } of this.#walk(0, 0, {})) {
      if (this.#isExcluded(assignment)) continue;
      const point = setPaths(this.#base, assignment);
      const id = pointId(point);
      if (seen.has(id)) continue;
      seen.add(id);
      yield { index, id, point };
    }
  }

  [Symbol.iterator](): Generator<GridPoint, void, undefined> {
    return this.points();
  }

  *#walk(position: number, prefix: number, assignment: Assignment): Generator<{ readonly index: number; readonly assignment: Assignment }, void, undefined> {
    const axis = this.#axes[position];
    if (axis === undefined) {
      yield { index: prefix, assignment };
      return;
    }
    const radix = axis.cases.length;
    const active = this.#isActive(axis, assignment);
    for (let digit = 0; digit < (active ? radix : 1); digit++) {
      yield* this.#walk(position + 1, prefix * radix + digit, active ? { ...assignment, ...axis.cases[digit] } : assignment);
    }
  }

  #isExcluded(assignment: Assignment): boolean {
    if (this.#exclude.length === 0) return false;
    const point = setPaths(this.#base, assignment);
    return this.#exclude.some((clauses) => clauses.every(({ path, accepts }) => matchesCondition(getPath(point, path), accepts)));
  }

  #isActive(axis: ResolvedAxis, assignment: Assignment): boolean {
    if (axis.when.length === 0) return true;
    const point = setPaths(this.#base, assignment);
    return axis.when.every(({ path, accepts }) => matchesCondition(getPath(point, path), accepts));
  }
}
