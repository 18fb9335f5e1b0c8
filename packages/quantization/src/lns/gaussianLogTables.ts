/** Tables of the Gaussian logarithms in units of 2^-f, indexed by the distance of two codes. */
export interface GaussianLogTables {
  /** `round(2^f log2(1 + 2^(-d/2^f)))`, d = 0, 1 … as long as it is not 0. */
  readonly sum: Float64Array;
  /** `round(2^f log2(1 - 2^(-d/2^f)))`, negative, d = 1, 2 … as long as it is not 0; entry 0 stands for minus infinity and is never read. */
  readonly difference: Float64Array;
}

/**
 * Tables `sb` and `db` of logarithmic addition, `log2(2^a ± 2^b) = a + log2(1 ± 2^-(a-b))` for a >= b (Arnold, Swartzlander et al.). Both end
 * where the exact value is below half a step (the essential zero), at a distance of about `f + 1.53` octaves.
 */
export function gaussianLogTables(fractionBits: number): GaussianLogTables {
  const steps = 2 ** fractionBits;
  const entries = (sign: 1 | -1, first: number): Float64Array => {
    const list: number[] = sign === -1 ? [0] : [];
    for (let d = first; ; d++) {
      const entry = Math.round((steps * Math.log1p(sign * 2 ** (-d / steps))) / Math.LN2);
      if (entry === 0) return Float64Array.from(list);
      list.push(entry);
    }
  };
  return { sum: entries(1, 0), difference: entries(-1, 1) };
}
