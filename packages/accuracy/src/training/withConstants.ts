import type { Graph } from '@bitscape/network';

/** The same graph with other data (same shape) for some of its constants. */
export function withConstants(graph: Graph, data: ReadonlyMap<string, Float32Array>): Graph {
  const constants = new Map([...graph.constants].map(([name, tensor]) => [name, { shape: tensor.shape, data: data.get(name) ?? tensor.data }]));
  return { ...graph, constants };
}
