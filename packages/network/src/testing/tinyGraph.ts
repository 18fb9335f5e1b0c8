import { createGraph } from '../createGraph.js';
import { seededUniform } from '../datasets/glyphs/seededUniform.js';
import type { Graph, GraphNode, Shape, Tensor } from '../graph.js';

type Draft = GraphNode extends infer Node ? (Node extends GraphNode ? Omit<Node, 'name'> & { readonly name?: string } : never) : never;

/** A graph from drafts: nodes are named like their outputs, constants are listed by shape and filled with seeded numbers. */
export function tinyGraph(inputShape: Shape, nodes: readonly Draft[], constants: Readonly<Record<string, Shape | Tensor>> = {}): Graph {
  const uniform = seededUniform(11);
  const tensors = Object.entries(constants).map(([name, value]): [string, Tensor] => {
    if ('data' in value) return [name, value];
    const length = value.reduce((product, size) => product * size, 1);
    return [name, { shape: value, data: Float32Array.from({ length }, () => 0.1 + uniform()) }];
  });
  return createGraph({
    name: 'tiny',
    input: { name: 'x', shape: inputShape },
    output: nodes.at(-1)!.output,
    nodes: nodes.map((node) => ({ ...node, name: node.name ?? node.output })),
    constants: new Map(tensors),
  });
}

/** A 1x1 convolution node. */
export function conv1x1(input: string, output: string, weight: string, bias?: string): Draft {
  return {
    op: 'conv2d',
    inputs: [input],
    output,
    kernel: [1, 1],
    strides: [1, 1],
    dilations: [1, 1],
    pads: { top: 0, bottom: 0, left: 0, right: 0 },
    groups: 1,
    weight,
    ...(bias === undefined ? {} : { bias }),
  };
}

/** A relu node. */
export function relu(input: string, output: string): Draft {
  return { op: 'activation', inputs: [input], output, fn: { kind: 'relu' } };
}

/** Addition of two activations. */
export function add(left: string, right: string, output: string): Draft {
  return { op: 'binary', fn: 'add', inputs: [left, right], output };
}

/** Seeded input values for a batch. */
export function tinyInput(graph: Graph, batch: number): Float32Array {
  const uniform = seededUniform(5);
  const length = batch * graph.input.shape.slice(1).reduce((product, size) => product * size, 1);
  return Float32Array.from({ length }, () => 4 * uniform() - 2);
}
