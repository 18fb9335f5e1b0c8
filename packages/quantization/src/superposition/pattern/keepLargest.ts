/** Marks the `count` most important of some candidates; of equal ones the earlier. Complexity O(n log n). */
export function keepLargest(candidates: number, count: number, importance: (candidate: number) => number, mark: (candidate: number) => void): void {
  if (count >= candidates) {
    for (let i = 0; i < candidates; i++) mark(i);
    return;
  }
  const order = Array.from({ length: candidates }, (_, i) => i);
  const values = Float64Array.from(order, importance);
  order.sort((a, b) => values[b]! - values[a]! || a - b);
  for (let i = 0; i < count; i++) mark(order[i]!);
}

/** Bits of an index among `count` possibilities. */
export function addressBits(count: number): number {
  return count <= 1 ? 0 : Math.ceil(Math.log2(count));
}

/** A share of 0 … 1, or undefined. */
export function readShare(text: string): number | undefined {
  if (!/^(0|0\.\d+|1|1\.0+)$/.test(text)) return undefined;
  return Number(text);
}
