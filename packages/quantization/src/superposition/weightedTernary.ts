/** A row as `scale * signs`, `signs` being -1, 0, 1. */
export interface TernaryRow {
  readonly scale: number;
  readonly signs: Int8Array;
  /** `Σ weight (value - scale * sign)²`. */
  readonly error: number;
}

/**
 * The ternary row of least weighted squared error, exactly: the set of non-zeros is the k largest magnitudes for some k, the scale their weighted
 * mean, and the error falls by `(Σ weight |value|)² / Σ weight`. Ties keep fewer non-zeros. Complexity O(n log n).
 *
 * @param weights positive, one a value
 */
export function weightedTernary(values: Float64Array, weights: Float64Array): TernaryRow {
  const order = Uint32Array.from(values.keys()).sort((a, b) => Math.abs(values[b]!) - Math.abs(values[a]!));
  let [sum, mass, total] = [0, 0, 0];
  let best = { gain: 0, count: 0, scale: 0 };
  order.forEach((index, rank) => {
    const [weight, magnitude] = [weights[index]!, Math.abs(values[index]!)];
    sum += weight * magnitude;
    mass += weight;
    total += weight * magnitude * magnitude;
    const gain = (sum * sum) / mass;
    if (gain > best.gain) best = { gain, count: rank + 1, scale: sum / mass };
  });
  const signs = new Int8Array(values.length);
  for (let i = 0; i < best.count; i++) signs[order[i]!] = Math.sign(values[order[i]!]!);
  return { scale: best.scale, signs, error: Math.max(0, total - best.gain) };
}
