import type { Graph } from '@bitscape/network';

const LARGEST = 64;
/** Activations of one batch that may be alive at a time, bytes: keeps a process far below 1.5 GB on large images. */
const BUDGET = 64 * 2 ** 20;

/**
 * Images evaluated at a time: a power of two, at most 64. It depends on the network alone, never on the machine or the number of processes: sums
 * inside a batch could differ in their last bit between batch sizes, and results must not.
 */
export function batchSizeFor(graph: Graph): number {
  let largest = 1;
  for (const shape of graph.shapes.values()) largest = Math.max(largest, shape.slice(1).reduce((product, length) => product * length, 1));
  // Input, output and residual of the widest layer, four bytes each.
  const images = BUDGET / (largest * 3 * 4);
  return Math.min(LARGEST, 2 ** Math.max(0, Math.floor(Math.log2(images))));
}
