import { BitscapeError } from '@bitscape/errors';
import type { NumberFormat } from '../format/NumberFormat.js';
import { gaussianLogTables, type GaussianLogTables } from './gaussianLogTables.js';

/**
 * Addition that stays in the logarithmic domain: compare, subtract the codes, look the distance up in a Gaussian-log table, add. Reference
 * arithmetic for comparison; the project's datapaths add linearly.
 *
 * One addition of codes is right to half a code step, `2^-(f+1)` octaves, unless it saturates or underflows; `x + (-x)` is exactly zero.
 * Sums of many terms stall as soon as a term is further than the tables reach below the sum.
 */
export class LnsAdder {
  readonly format: NumberFormat;
  readonly tables: GaussianLogTables;
  readonly #maxCode: number;

  /** @throws {BitscapeError} `usage` for a format that is not logarithmic with sign */
  constructor(format: NumberFormat) {
    if (format.family !== 'lns') throw new BitscapeError('usage', `${format.name} codes cannot be added as logarithms`, { hint: 'Use an lns:<i>.<f> format.' });
    this.format = format;
    this.#maxCode = format.levels.length - 1 - format.zeroRank;
    this.tables = gaussianLogTables(format.parameters.fractionBits!);
  }

  /** Relative error bound of an addition that neither saturates nor underflows: `2^(2^-(f+1)) - 1`. */
  get relativeError(): number {
    return 2 ** (2 ** -(this.format.parameters.fractionBits! + 1)) - 1;
  }

  /** Code of the sum of two codes; beyond the largest code it saturates, below code 1 it is zero. */
  add(left: number, right: number): number {
    const [a, b] = [this.#signed(left), this.#signed(right)];
    const [large, small] = Math.abs(a) >= Math.abs(b) ? [a, b] : [b, a];
    if (small === 0) return this.#code(large);
    const distance = Math.abs(large) - Math.abs(small);
    const same = large > 0 === small > 0;
    if (!same && distance === 0) return this.#code(0);
    const { sum, difference } = this.tables;
    const change = (same ? sum : difference)[distance] ?? 0;
    const magnitude = Math.min(this.#maxCode, Math.max(0, Math.abs(large) + change));
    return this.#code(large < 0 ? -magnitude : magnitude);
  }

  /** Sum of codes one after the other, rounded at every addition; zero for none. */
  sum(codes: Iterable<number>): number {
    let total = this.#code(0);
    for (const code of codes) total = this.add(total, code);
    return total;
  }

  /** Magnitude code with the sign of the value. */
  #signed(code: number): number {
    return this.format.rankOf(code) - this.format.zeroRank;
  }

  #code(signed: number): number {
    return this.format.codeOf(this.format.zeroRank + signed);
  }
}
