import type { BinaryNode, Graph, GraphNode } from '../graph.js';

/** Names of all activation tensors that cannot hold a negative value, whatever the input is. */
export function nonNegativeTensors(graph: Graph): ReadonlySet<string> {
  const known = new Set<string>();
  for (const node of graph.nodes) {
    if (isNonNegative(node, graph, (tensor) => known.has(tensor))) known.add(node.output);
  }
  return known;
}

function isNonNegative(node: GraphNode, graph: Graph, known: (tensor: string) => boolean): boolean {
  switch (node.op) {
    case 'activation': {
      const { fn } = node;
      if (fn.kind === 'relu' || fn.kind === 'sigmoid') return true;
      if (fn.kind === 'clip') return fn.min >= 0 || (fn.max >= 0 && known(node.inputs[0]!));
      return known(node.inputs[0]!) && (fn.kind === 'tanh' || fn.alpha >= 0);
    }
    case 'softmax':
      return true;
    case 'binary':
      return isNonNegativeBinary(node, graph, known);
    case 'pad':
      return node.value >= 0 && known(node.inputs[0]!);
    case 'pool':
    case 'reduceMean':
    case 'reshape':
    case 'transpose':
    case 'slice':
    case 'concat':
      return node.inputs.every(known);
    case 'quantize':
      return node.quantizer.kind !== 'bipolar' && known(node.inputs[0]!);
    case 'conv2d':
    case 'dense':
    case 'batchNorm':
      return false;
  }
}

function isNonNegativeBinary(node: BinaryNode, graph: Graph, known: (tensor: string) => boolean): boolean {
  if (node.fn === 'mul' && node.constant === undefined && node.inputs[0] === node.inputs[1]) return true;
  if (node.fn === 'sub' || !node.inputs.every(known)) return false;
  return node.constant === undefined || graph.constants.get(node.constant.name)!.data.every((value) => value >= 0);
}
