import { networkError } from '../networkError.js';
import type { OnnxGraphProto, OnnxNodeProto, OnnxTensorProto, OnnxValueInfo } from './schema.js';

/** The part of an ONNX graph that leads to its output, with every name resolved. */
export interface LinkedModel {
  /** With their positions in the file; every node stands behind the nodes it reads. */
  readonly nodes: readonly (readonly [index: number, node: OnnxNodeProto])[];
  /** Position in the file of the node that produces each tensor. */
  readonly producers: ReadonlyMap<string, number>;
  readonly initializers: ReadonlyMap<string, OnnxTensorProto>;
  readonly input: OnnxValueInfo;
  readonly output: string;
}

/**
 * Resolves names and sorts the nodes that the output needs. A file that is sorted already keeps its order.
 * @throws {BitscapeError} `invalid-network` for names that are missing, produced twice or cyclic, and for several inputs or outputs
 */
export function linkModel(graph: OnnxGraphProto): LinkedModel {
  const initializers = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]));
  if (initializers.size !== graph.initializer.length) throw networkError('two initializers share one name');
  const inputs = graph.input.filter((value) => !initializers.has(value.name));
  if (inputs.length !== 1) throw networkError(`has ${inputs.length} inputs${listed(inputs)}; one is needed`);
  if (graph.output.length !== 1) throw networkError(`has ${graph.output.length} outputs${listed(graph.output)}; one is needed`);
  const input = inputs[0]!;
  const output = graph.output[0]!.name;
  const producers = new Map<string, number>();
  for (const [index, node] of graph.node.entries()) {
    for (const tensor of node.output) {
      if (tensor === '') continue;
      if (producers.has(tensor) || tensor === input.name || initializers.has(tensor)) throw networkError(`tensor "${tensor}" is produced twice`, node.name);
      producers.set(tensor, index);
    }
  }
  if (input.name === '') throw networkError('the input has no name');
  if (!producers.has(output)) throw networkError(`output "${output}" is produced by no node`);
  const known = (tensor: string): boolean => tensor === '' || tensor === input.name || initializers.has(tensor);
  return { nodes: sorted(graph, producers, known, output), producers, initializers, input, output };
}

function listed(values: readonly OnnxValueInfo[]): string {
  return values.length === 0 ? '' : ` (${values.slice(0, 5).map((value) => `"${value.name}"`).join(', ')})`;
}

/** Depth-first post-order over the nodes that `output` needs, with an explicit stack: files may chain thousands of nodes. */
function sorted(graph: OnnxGraphProto, producers: ReadonlyMap<string, number>, known: (tensor: string) => boolean, output: string): LinkedModel['nodes'] {
  const producerOf = (tensor: string, node: OnnxNodeProto): number | undefined => {
    if (known(tensor)) return undefined;
    const index = producers.get(tensor);
    if (index === undefined) throw networkError(`reads tensor "${tensor}", which is neither an initializer nor produced by a node`, node.name || node.opType);
    if (graph.node[index]!.output[0] !== tensor) throw networkError(`reads "${tensor}", a further output of node "${graph.node[index]!.name}"; only first outputs are supported`, node.name || node.opType);
    return index;
  };
  const needed = new Set<number>([producers.get(output)!]);
  if (graph.node[producers.get(output)!]!.output[0] !== output) throw networkError(`output "${output}" is a further output of its node; only first outputs are supported`);
  for (const index of needed) {
    const node = graph.node[index]!;
    for (const tensor of node.input) {
      const source = producerOf(tensor, node);
      if (source !== undefined) needed.add(source);
    }
  }
  const state = new Map<number, 'open' | 'done'>();
  const order: number[] = [];
  for (const root of [...needed].sort((a, b) => a - b)) {
    const stack = [root];
    while (stack.length > 0) {
      const index = stack.at(-1)!;
      const node = graph.node[index]!;
      if (state.get(index) === 'done') {
        stack.pop();
        continue;
      }
      state.set(index, 'open');
      const waiting = node.input.map((tensor) => producerOf(tensor, node)).filter((source) => source !== undefined && state.get(source) !== 'done') as number[];
      if (waiting.some((source) => state.get(source) === 'open')) throw networkError('is part of a cycle', node.name || node.opType);
      if (waiting.length === 0) {
        state.set(index, 'done');
        order.push(index);
        stack.pop();
      } else stack.push(...waiting.reverse());
    }
  }
  return order.map((index) => [index, graph.node[index]!]);
}
