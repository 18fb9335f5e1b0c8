import type { Numerics } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import type { Graph, Layer } from '@bitscape/network';
import { deriveLayerMacs } from '../deriveLayerMacs.js';
import type { ProductTable } from '../mac/deriveTableMac.js';
import { namingNode } from '../namingNode.js';
import { layerStep } from './layerStep.js';
import type { NetworkDatapath, NetworkStep } from './NetworkDatapath.js';
import type { NetworkScales } from './NetworkScales.js';
import { operationStep } from './operationStep.js';
import { storedCodes } from './storedCodes.js';

export interface NetworkDatapathOptions {
  /** Batch normalisation folded. */
  readonly graph: Graph;
  /** `layersOf(graph)`. */
  readonly layers: readonly Layer[];
  readonly numerics: Numerics;
  readonly scales: NetworkScales;
  /** Replaces the products of the layers that multiply its formats. */
  readonly products?: ProductTable;
}

/**
 * The integer arithmetic of a whole network, as data: what `runNetworkReference` executes, and what RTL vectors and faster engines
 * are derived from.
 *
 * @throws {BitscapeError} `unsupported-operator` for a node without integer rule, `infeasible` for formats or widths without hardware, both
 *   naming the node; `usage` for a product table that does not fit; `internal` for scales of another network
 */
export function deriveNetworkDatapath({ graph, layers, numerics, scales, products }: NetworkDatapathOptions): NetworkDatapath {
  const tensors = storedCodes(graph, layers, numerics, scales);
  for (const layer of layers) {
    if (tensors.has(layer.input)) continue;
    throw new BitscapeError('unsupported-operator', `reads "${layer.input}", which belongs to the logits and is not kept as codes`, { where: { node: layer.name } });
  }
  const input = tensors.get(graph.input.name);
  if (input === undefined) throw new BitscapeError('unsupported-operator', 'the network hands its input to its output unchanged', { where: { node: graph.output.name } });
  const { macs } = deriveLayerMacs(numerics, graph, layers, products);
  const layerOf = new Map(layers.flatMap((layer) => layer.nodes.map((name) => [name, layer] as const)));
  const steps: NetworkStep[] = [];
  for (const node of graph.nodes) {
    const layer = layerOf.get(node.name);
    if (layer === undefined) steps.push(namingNode(node.name, () => operationStep(graph, node, tensors)));
    else if (node.output === layer.output) {
      const weights = scales.weights.get(layer.node.name);
      if (weights === undefined) throw new BitscapeError('internal', 'the weights of the layer are missing', { where: { node: layer.name } });
      steps.push(namingNode(layer.name, () => layerStep(graph, layer, macs[layer.index]!, weights, tensors)));
    }
  }
  return { name: graph.name, input, output: graph.output, tensors, steps };
}
