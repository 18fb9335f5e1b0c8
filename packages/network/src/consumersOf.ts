import type { Graph, GraphNode } from './graph.js';

/** Nodes that read each activation tensor, in graph order (a node that reads a tensor twice is listed twice). */
export function consumersOf(graph: Pick<Graph, 'nodes'>): ReadonlyMap<string, readonly GraphNode[]> {
  const consumers = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) {
    for (const input of node.inputs) {
      const list = consumers.get(input);
      if (list === undefined) consumers.set(input, [node]);
      else list.push(node);
    }
  }
  return consumers;
}
