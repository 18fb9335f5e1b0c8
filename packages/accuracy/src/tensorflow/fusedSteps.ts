import type { ActivationFunction, Graph, GraphNode } from '@bitscape/network';

/** One call into TensorFlow.js: a node, with a cheap activation function behind it when the two can run as one. */
export interface Step {
  readonly node: GraphNode;
  /** `relu` or `relu6`, applied by the convolution or dense kernel itself. */
  readonly fused?: 'relu' | 'relu6';
  readonly output: string;
}

/**
 * Steps that compute the graph's output, in order. Nodes that the output does not need are left out. An activation function joins the
 * convolution or dense node before it when nobody else reads the tensor between them and it is not in `observed`.
 */
export function fusedSteps(graph: Graph, observed: ReadonlySet<string>): Step[] {
  const needed = neededNodes(graph);
  const readers = new Map<string, number>();
  for (const node of needed) for (const input of node.inputs) readers.set(input, (readers.get(input) ?? 0) + 1);
  const steps: Step[] = [];
  const stepOf = new Map<string, number>();
  for (const node of needed) {
    const fused = node.op === 'activation' ? fusable(node.fn) : undefined;
    const before = fused === undefined ? undefined : stepOf.get(node.inputs[0]!);
    const producer = before === undefined ? undefined : steps[before]!;
    if (before !== undefined && producer !== undefined && isMac(producer) && joinable(producer.output, graph, readers, observed)) {
      steps[before] = { node: producer.node, fused: fused!, output: node.output };
      stepOf.set(node.output, before);
    } else {
      stepOf.set(node.output, steps.length);
      steps.push({ node, output: node.output });
    }
  }
  return steps;
}

function joinable(tensor: string, graph: Graph, readers: ReadonlyMap<string, number>, observed: ReadonlySet<string>): boolean {
  return readers.get(tensor) === 1 && tensor !== graph.output.name && !observed.has(tensor);
}

function isMac(step: Step): boolean {
  return step.fused === undefined && (step.node.op === 'dense' || step.node.op === 'conv2d');
}

function fusable(fn: ActivationFunction): 'relu' | 'relu6' | undefined {
  if (fn.kind === 'relu') return 'relu';
  return fn.kind === 'clip' && fn.min === 0 && fn.max === 6 ? 'relu6' : undefined;
}

/** Nodes on a path to the output, in graph order. */
function neededNodes(graph: Graph): GraphNode[] {
  const wanted = new Set([graph.output.name]);
  const kept: GraphNode[] = [];
  for (const node of [...graph.nodes].reverse()) {
    if (!wanted.has(node.output)) continue;
    kept.push(node);
    for (const input of node.inputs) wanted.add(input);
  }
  return kept.reverse();
}
