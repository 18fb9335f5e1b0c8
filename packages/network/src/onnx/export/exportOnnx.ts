import type { Graph, GraphNode } from '../../graph.js';
import { encodeModel, type FunctionDescription, type NodeDescription } from './encodeModel.js';
import type { ExportQuantization } from './ExportQuantization.js';
import { FUNCTION_DOMAIN } from './functionDomain.js';
import { NODE_WRITERS } from './nodeWriters.js';
import { channelsFirstFor, OnnxWriter } from './OnnxWriter.js';
import { QUANTIZER_FUNCTIONS } from './quantizerFunctions.js';

export interface ExportOptions {
  /** Written as `metadata_props`, sorted by key. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Quantizers of a plan, to be part of the file. */
  readonly quantization?: ExportQuantization;
}

const OPSET = 13;

/**
 * Writes a graph as an ONNX model: opset 13, images channels first, batch dimension `N`. Equal graphs give equal bytes, and importing
 * the bytes gives an equivalent graph.
 */
export function exportOnnx(graph: Graph, options: ExportOptions = {}): Uint8Array {
  const writer = new OnnxWriter(graph, options.quantization);
  writer.quantize(graph.input.name);
  for (const node of graph.nodes) {
    (NODE_WRITERS[node.op] as (node: GraphNode, writer: OnnxWriter) => void)(node, writer);
    writer.quantize(node.output);
  }
  const outputOrder = channelsFirstFor(graph.output.shape);
  let output = writer.inOrder(graph.output.name, outputOrder);
  if (output === graph.input.name) {
    output = writer.freshTensor('output');
    writer.node('Identity', { name: output, inputs: [graph.input.name], output });
  }
  const inputOrder = channelsFirstFor(graph.input.shape);
  return encodeModel({
    name: graph.name,
    opset: OPSET,
    inputs: [{ name: graph.input.name, shape: inputOrder.map((axis) => graph.input.shape[axis]!) }],
    outputs: [{ name: output, shape: outputOrder.map((axis) => graph.output.shape[axis]!) }],
    nodes: withChannelsFirstInput(writer, graph.input.name),
    initializers: writer.initializers,
    functions: functionsOf(writer.nodes),
    ...(options.metadata === undefined ? {} : { metadata: options.metadata }),
  });
}

/** The functions that the nodes call, in the order of their names. */
function functionsOf(nodes: readonly NodeDescription[]): FunctionDescription[] {
  const called = new Set(nodes.filter(({ domain }) => domain === FUNCTION_DOMAIN).map(({ type }) => type));
  return [...called].sort().map((name) => QUANTIZER_FUNCTIONS.get(name)!);
}

/** A file whose input is only transposed to channels first reads as channels last (`describeInput`); an Identity keeps it apart. */
function withChannelsFirstInput(writer: OnnxWriter, input: string): readonly NodeDescription[] {
  const readers = writer.nodes.filter((node) => node.inputs.includes(input));
  if (readers.some((node) => node.type !== 'Transpose' || JSON.stringify(node.attributes?.['perm']) !== '[0,3,1,2]')) return writer.nodes;
  const output = writer.freshTensor(`${input}/identity`);
  const identity = { type: 'Identity', name: output, inputs: [input], output };
  return [identity, ...writer.nodes.map((node) => (readers.includes(node) ? { ...node, inputs: node.inputs.map((name) => (name === input ? output : name)) } : node))];
}
