import { constantNames, createGraph } from '../createGraph.js';
import type { Graph, GraphNode, Tensor } from '../graph.js';

interface Rewrite {
  readonly nodes: readonly GraphNode[];
  /** Added to, or in place of, the graph's constants. */
  readonly constants?: ReadonlyMap<string, Tensor>;
  /** New name of the output tensor. */
  readonly output?: string;
}

/** The graph after a rewrite, without nodes that no longer lead to the output. */
export function rebuildGraph(graph: Graph, { nodes, constants, output = graph.output.name }: Rewrite): Graph {
  const needed = new Set([output]);
  const kept: GraphNode[] = [];
  for (const node of [...nodes].reverse()) {
    if (!needed.has(node.output)) continue;
    kept.push(node);
    for (const input of node.inputs) needed.add(input);
  }
  return createGraph({
    name: graph.name,
    input: graph.input,
    output,
    nodes: kept.reverse(),
    constants: new Map([...graph.constants, ...(constants ?? [])]),
  });
}

/**
 * Stores a changed constant for one node and returns its name: `previous` when no other node reads that, else a new name from `wanted`.
 */
export function replaceConstant(
  graph: Graph,
  constants: Map<string, Tensor>,
  { previous, wanted, tensor }: { previous: string | undefined; wanted: string; tensor: Tensor },
): string {
  const readers = graph.nodes.flatMap(constantNames).filter((name) => name === previous).length;
  let name = previous !== undefined && readers === 1 ? previous : wanted;
  for (let suffix = 2; name !== previous && constants.has(name); suffix++) name = `${wanted}_${suffix}`;
  constants.set(name, tensor);
  return name;
}
