import type { Graph, GraphNode } from '@bitscape/network';

/** What of a graph takes part in training. */
export interface TrainableGraph {
  /** Nodes on a path to the logits, in order. */
  readonly nodes: readonly GraphNode[];
  /** Tensor that the loss reads: the output, or the input of a final softmax. */
  readonly logits: string;
  /** Constants that gradient descent changes. */
  readonly parameters: readonly string[];
  /** Those of them that weight decay acts on. */
  readonly decayed: ReadonlySet<string>;
}

/** Finds the logits and the parameters: weights and biases of convolutions and dense layers, and the gamma and beta of batch normalisations. */
export function trainableGraph(graph: Graph): TrainableGraph {
  const last = graph.nodes.find((node) => node.output === graph.output.name);
  const logits = last?.op === 'softmax' ? last.inputs[0]! : graph.output.name;
  const nodes = nodesBefore(graph, logits);
  const parameters = new Set<string>();
  const decayed = new Set<string>();
  for (const node of nodes) {
    if (node.op === 'conv2d' || node.op === 'dense') {
      parameters.add(node.weight);
      decayed.add(node.weight);
      if (node.bias !== undefined) parameters.add(node.bias);
    } else if (node.op === 'batchNorm') {
      parameters.add(node.gamma).add(node.beta);
    }
  }
  return { nodes, logits, parameters: [...parameters], decayed };
}

function nodesBefore(graph: Graph, tensor: string): GraphNode[] {
  const wanted = new Set([tensor]);
  const kept: GraphNode[] = [];
  for (const node of [...graph.nodes].reverse()) {
    if (!wanted.has(node.output)) continue;
    kept.push(node);
    for (const input of node.inputs) wanted.add(input);
  }
  return kept.reverse();
}
