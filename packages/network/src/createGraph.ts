import type { Graph, GraphNode, Shape, Tensor } from './graph.js';
import { networkError } from './networkError.js';
import { checkActivationShape, inferShape } from './shapes/inferShape.js';

export interface GraphParts {
  readonly name: string;
  readonly input: { readonly name: string; readonly shape: Shape };
  /** Name of the output tensor. */
  readonly output: string;
  /** In topological order. */
  readonly nodes: readonly GraphNode[];
  readonly constants: ReadonlyMap<string, Tensor>;
}

/**
 * Builds a graph: infers every shape and checks every invariant of the graph IR. Constants that no node reads are dropped.
 * @throws {BitscapeError} `invalid-network` naming the node that breaks a rule
 */
export function createGraph(parts: GraphParts): Graph {
  checkActivationShape(parts.input.shape);
  const shapes = new Map<string, Shape>([[parts.input.name, parts.input.shape]]);
  const constants = new Map<string, Tensor>();
  const names = new Set<string>();
  for (const node of parts.nodes) {
    if (node.name === '' || names.has(node.name)) throw networkError(`node name "${node.name}" is empty or used twice`, node.name);
    if (shapes.has(node.output)) throw networkError(`tensor "${node.output}" is produced twice`, node.name);
    names.add(node.name);
    const inputs = node.inputs.map((input) => {
      const shape = shapes.get(input);
      if (shape === undefined) throw networkError(`reads tensor "${input}", which no earlier node produces`, node.name);
      return shape;
    });
    for (const name of constantNames(node)) {
      const tensor = parts.constants.get(name);
      if (tensor === undefined) throw networkError(`constant "${name}" is missing`, node.name);
      if (!constants.has(name)) checkConstant(name, tensor, node.name);
      constants.set(name, tensor);
    }
    checkParameters(node, constants);
    shapes.set(node.output, inferShape(node, inputs, constants));
  }
  const outputShape = shapes.get(parts.output);
  if (outputShape === undefined) throw networkError(`output "${parts.output}" is produced by no node`);
  return {
    name: parts.name,
    input: parts.input,
    output: { name: parts.output, shape: outputShape },
    nodes: parts.nodes,
    constants,
    shapes,
  };
}

/** Names of all constants that a node reads. */
export function constantNames(node: GraphNode): string[] {
  if (node.op === 'conv2d' || node.op === 'dense') return node.bias === undefined ? [node.weight] : [node.weight, node.bias];
  if (node.op === 'batchNorm') return [node.gamma, node.beta, node.mean, node.variance];
  return node.op === 'binary' && node.constant !== undefined ? [node.constant.name] : [];
}

function checkConstant(name: string, tensor: Tensor, node: string): void {
  const size = tensor.shape.reduce((product, dimension) => product * dimension, 1);
  if (tensor.shape.some((dimension) => !Number.isSafeInteger(dimension) || dimension < 1) || size !== tensor.data.length) {
    throw networkError(`constant "${name}" has ${tensor.data.length} values for shape [${tensor.shape.join(', ')}]`, node);
  }
  const bad = tensor.data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw networkError(`constant "${name}" holds ${tensor.data[bad]!} at index ${bad}`, node, 'Weights must be finite numbers.');
}

function checkParameters(node: GraphNode, constants: ReadonlyMap<string, Tensor>): void {
  if (node.op === 'activation') {
    const { fn } = node;
    if (fn.kind === 'clip' && !(fn.min <= fn.max)) throw networkError(`clip has min ${fn.min} above max ${fn.max}`, node.name);
    if (fn.kind === 'leakyRelu' && !Number.isFinite(fn.alpha)) throw networkError(`leakyRelu has alpha ${fn.alpha}`, node.name);
  } else if (node.op === 'batchNorm') {
    const variance = constants.get(node.variance)!.data;
    if (variance.some((value) => !(value + node.epsilon > 0))) {
      throw networkError(`batchNorm has a variance that is not above -epsilon (${node.epsilon})`, node.name);
    }
  } else if (node.op === 'pad' && !Number.isFinite(node.value)) {
    throw networkError(`pad has value ${node.value}`, node.name);
  }
}
