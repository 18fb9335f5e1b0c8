/**
 * Exact confidence bounds of how many of a population of `total` are marked, from a sample drawn without replacement: each bound
 * alone is wrong with a probability of at most δ. They are the counts that a hypergeometric test at level δ does not reject
 * (the finite-population form of Clopper and Pearson 1934).
 */
export class HypergeometricBounds {
  readonly #total: number;
  /** ln 0!, ln 1!, … */
  readonly #logFactorial: Float64Array;
  readonly #known = new Map<string, number>();

  constructor(total: number) {
    this.#total = total;
    this.#logFactorial = new Float64Array(total + 1);
    for (let n = 1; n <= total; n++) this.#logFactorial[n] = this.#logFactorial[n - 1]! + Math.log(n);
  }

  /** Fewest marked of all, where `seen` of `sample` are. */
  atLeast(seen: number, sample: number, delta: number): number {
    // Unmarked are marked in a mirror.
    return this.#total - this.atMost(sample - seen, sample, delta);
  }

  /** Most marked of all, where `seen` of `sample` are. */
  atMost(seen: number, sample: number, delta: number): number {
    const key = `${seen} ${sample} ${delta}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    let low = seen;
    let high = this.#total - sample + seen;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#probabilityUpTo(seen, sample, middle) > delta) low = middle;
      else high = middle - 1;
    }
    this.#known.set(key, low);
    return low;
  }

  /** P(X ≤ seen) for a sample of a population with so many marked, summed from the tail that is the smaller one. */
  #probabilityUpTo(seen: number, sample: number, marked: number): number {
    const least = Math.max(0, sample - (this.#total - marked));
    const most = Math.min(sample, marked);
    if (seen < least) return 0;
    if (seen >= most) return 1;
    const mean = (sample * marked) / this.#total;
    return seen < mean ? this.#tail(seen, least, sample, marked) : 1 - this.#tail(seen + 1, most, sample, marked);
  }

  /** Probabilities from one count to another, away from the mean: they fall, so that the sum ends where they no longer matter. */
  #tail(from: number, to: number, sample: number, marked: number): number {
    const unmarked = this.#total - marked;
    let term = Math.exp(this.#logChoose(marked, from) + this.#logChoose(unmarked, sample - from) - this.#logChoose(this.#total, sample));
    let sum = term;
    const step = to < from ? -1 : 1;
    for (let count = from; count !== to && term >= sum * 1e-17 && term > 0; count += step) {
      const larger = step < 0 ? count : count + 1;
      // P(larger − 1) over P(larger).
      const ratio = (larger * (unmarked - sample + larger)) / ((marked - larger + 1) * (sample - larger + 1));
      term *= step < 0 ? ratio : 1 / ratio;
      sum += term;
    }
    return sum;
  }

  #logChoose(n: number, k: number): number {
    return this.#logFactorial[n]! - this.#logFactorial[k]! - this.#logFactorial[n - k]!;
  }
}
