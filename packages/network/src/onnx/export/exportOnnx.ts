import type { Graph, GraphNode } from '../../graph.js';
import { ModelProto } from '../schema.js';
import { NODE_WRITERS } from './nodeWriters.js';
import { channelsFirstFor, OnnxWriter } from './OnnxWriter.js';
import { valueInfoProto } from './protoValues.js';

export interface ExportOptions {
  /** Written as `metadata_props`, sorted by key. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Opset 13 came with IR version 7 (ONNX 1.8). */
const OPSET = 13;
const IR_VERSION = 7;

/**
 * Writes a graph as an ONNX model: opset 13, images channels first, batch dimension `N`. Equal graphs give equal bytes, and importing
 * the bytes gives an equivalent graph.
 */
export function exportOnnx(graph: Graph, options: ExportOptions = {}): Uint8Array {
  const writer = new OnnxWriter(graph);
  for (const node of graph.nodes) (NODE_WRITERS[node.op] as (node: GraphNode, writer: OnnxWriter) => void)(node, writer);
  const outputOrder = channelsFirstFor(graph.output.shape);
  let output = writer.inOrder(graph.output.name, outputOrder);
  if (output === graph.input.name) {
    output = writer.freshTensor('output');
    writer.node('Identity', { name: output, inputs: [graph.input.name], output });
  }
  const inputOrder = channelsFirstFor(graph.input.shape);
  const metadata = Object.entries(options.metadata ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return ModelProto.encode({
    irVersion: IR_VERSION,
    producerName: 'bitscape',
    opsetImport: [{ domain: '', version: OPSET }],
    metadataProps: metadata.map(([key, value]) => ({ key, value })),
    graph: {
      name: graph.name,
      node: writer.nodes,
      initializer: writer.initializers,
      input: [valueInfoProto(graph.input.name, inputOrder.map((axis) => graph.input.shape[axis]!))],
      output: [valueInfoProto(output, outputOrder.map((axis) => graph.output.shape[axis]!))],
    },
  }).finish();
}
