import { consumersOf } from '../consumersOf.js';
import type { Graph, GraphNode, Shape } from '../graph.js';
import type { Layer } from '../layer.js';
import { nonNegativeTensors } from './nonNegativeTensors.js';

/**
 * - `input`: the network's input.
 * - `layer`: written by a layer.
 * - `residualPath`: written by another operation and used only, perhaps through more such operations, as a residual of layers.
 * - `pool`: written by pooling or a mean over positions.
 * - `operation`: written by any other operation.
 */
export type StoredTensorKind = 'input' | 'layer' | 'residualPath' | 'pool' | 'operation';

/** A tensor that hardware writes to memory; tensors inside a layer are not stored. */
export interface StoredTensor {
  readonly name: string;
  /** Without the batch: `shape[0]` is -1. */
  readonly shape: Shape;
  readonly kind: StoredTensorKind;
  /** Name of the layer or node that writes it; none for the input. */
  readonly producer?: string;
  /** Stored tensors that the producer reads (residual included), in order. */
  readonly sources: readonly string[];
  /** False when no value can be negative: an unsigned format then loses nothing. */
  readonly signed: boolean;
  /**
   * Whether the producer makes new values. Otherwise (max pool, slice, pad with 0, reshape, transpose, concat, relu) every value is 0 or
   * a value of a source, so that codes can be copied when the formats and scales of sources and result agree.
   */
  readonly requantized: boolean;
}

/** Every stored tensor of a graph in execution order, the input first. `layers` is `layersOf(graph)`. */
export function storedTensors(graph: Graph, layers: readonly Layer[]): StoredTensor[] {
  const nonNegative = nonNegativeTensors(graph);
  const layerOf = new Map(layers.flatMap((layer) => layer.nodes.map((name) => [name, layer] as const)));
  const residualOnly = residualOnlyTensors(graph, layerOf);
  const common = (name: string): Pick<StoredTensor, 'name' | 'shape' | 'signed'> => ({ name, shape: graph.shapes.get(name)!, signed: !nonNegative.has(name) });
  const tensors: StoredTensor[] = [{ ...common(graph.input.name), kind: 'input', sources: [], requantized: true }];
  for (const node of graph.nodes) {
    const layer = layerOf.get(node.name);
    if (layer !== undefined) {
      if (node.output !== layer.output) continue;
      const sources = layer.residual === undefined ? [layer.input] : [layer.input, layer.residual];
      tensors.push({ ...common(node.output), kind: 'layer', producer: layer.name, sources, requantized: true });
      continue;
    }
    const pools = node.op === 'pool' || node.op === 'reduceMean';
    const kind = residualOnly.has(node.output) ? 'residualPath' : pools ? 'pool' : 'operation';
    tensors.push({ ...common(node.output), kind, producer: node.name, sources: node.inputs, requantized: makesNewValues(node) });
  }
  return tensors;
}

function makesNewValues(node: GraphNode): boolean {
  switch (node.op) {
    case 'pool':
      return node.kind === 'average';
    case 'activation':
      return node.fn.kind !== 'relu';
    case 'pad':
      return node.value !== 0;
    case 'slice':
    case 'reshape':
    case 'transpose':
    case 'concat':
      return false;
    case 'conv2d':
    case 'dense':
    case 'batchNorm':
    case 'binary':
    case 'reduceMean':
    case 'softmax':
    case 'quantize':
      return true;
  }
}

/** Tensors whose every use is as the residual of a layer, or by an operation whose result is such a tensor. */
function residualOnlyTensors(graph: Graph, layerOf: ReadonlyMap<string, Layer>): ReadonlySet<string> {
  const consumers = consumersOf(graph);
  const result = new Set<string>();
  for (const node of [...graph.nodes].reverse()) {
    const readers = consumers.get(node.output) ?? [];
    const residual = (reader: GraphNode): boolean => {
      const layer = layerOf.get(reader.name);
      return layer === undefined ? result.has(reader.output) : layer.residual === node.output && layer.node !== reader;
    };
    if (node.output !== graph.output.name && readers.length > 0 && readers.every(residual)) result.add(node.output);
  }
  return result;
}
