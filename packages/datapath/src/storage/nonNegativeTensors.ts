import type { Graph, GraphNode } from '@bitscape/network';
import { preservesCodes } from './preservesCodes.js';

/** Tensors that cannot hold a negative value whatever the image, by the structure of the network alone. The input counts as signed. */
export function nonNegativeTensors(graph: Graph): ReadonlySet<string> {
  const known = new Set<string>();
  for (const node of graph.nodes) if (cannotBeNegative(node, known)) known.add(node.output);
  return known;
}

function cannotBeNegative(node: GraphNode, known: ReadonlySet<string>): boolean {
  const inputs = node.inputs.every((name) => known.has(name));
  switch (node.op) {
    case 'activation':
      if (node.fn.kind === 'relu' || node.fn.kind === 'sigmoid') return true;
      return node.fn.kind === 'clip' ? node.fn.min >= 0 : inputs;
    case 'softmax':
      return true;
    case 'binary':
      return inputs && node.fn !== 'sub' && node.constant === undefined;
    case 'reduceMean':
    case 'pool':
      return inputs;
    default:
      return inputs && preservesCodes(node);
  }
}
