import { BitscapeError } from '@bitscape/errors';
import type { Conv2dNode, DenseNode, Graph, Tensor } from '@bitscape/network';

/** Finds the constants of a graph. */
export interface ConstantLookup {
  readonly constant: (name: string) => Tensor;
  /** Weights of a layer, replaced where a plan says so. */
  readonly weight: (node: Conv2dNode | DenseNode) => Tensor;
}

/** @throws BitscapeError `internal`, on look-up, for a constant that the graph does not have */
export function constantLookup(graph: Graph, weights: ReadonlyMap<string, Float32Array>): ConstantLookup {
  const constant = (name: string): Tensor => {
    const tensor = graph.constants.get(name);
    if (tensor === undefined) throw new BitscapeError('internal', `the graph "${graph.name}" has no constant "${name}"`);
    return tensor;
  };
  return {
    constant,
    weight(node) {
      const original = constant(node.weight);
      const data = weights.get(node.name);
      return data === undefined ? original : { shape: original.shape, data };
    },
  };
}
