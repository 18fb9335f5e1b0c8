import { storageGroups, type LayerWeights, type NetworkScales } from '@bitscape/datapath';
import { BitscapeError } from '@bitscape/errors';
import type { Graph, Layer } from '@bitscape/network';
import { buildQuantizer } from '@bitscape/quantization';
import type { QuantizationPlan, WeightQuantization } from './QuantizationPlan.js';

/**
 * What `deriveNetworkDatapath` needs of a plan.
 *
 * @param layers `layersOf(graph)`
 * @throws {BitscapeError} `internal` when the plan belongs to another network
 */
export function networkScales(plan: QuantizationPlan, graph: Graph, layers: readonly Layer[]): NetworkScales {
  const activations = new Map<string, number>();
  for (const tensor of storageGroups(graph, layers).flatMap(({ entries }) => entries)) {
    const planned = plan.activations.get(tensor);
    if (planned === undefined) throw new BitscapeError('internal', `the plan has no scale for the tensor "${tensor}"`);
    activations.set(tensor, planned.scale);
  }
  const weights = new Map<string, LayerWeights>();
  for (const { name, node, dims } of layers) {
    const planned = plan.weights.get(node.name);
    if (planned === undefined) throw new BitscapeError('internal', 'the plan has no weights for the layer', { where: { node: name } });
    const bias = node.bias === undefined ? undefined : graph.constants.get(node.bias);
    weights.set(node.name, {
      codes: codesOf(planned, dims.outChannels),
      scales: planned.scales,
      bias: Float64Array.from(bias?.data ?? new Float32Array(dims.outChannels)),
    });
  }
  return { activations, weights };
}

/** Codes of values that lie on the levels: rounding them again changes nothing. Channels are the last axis. */
function codesOf({ format, scales, values }: WeightQuantization, channels: number): Uint16Array {
  const quantizers = Array.from(scales, (scale) => buildQuantizer(format, scale, 'search'));
  return Uint16Array.from(values, (value, i) => format.codeOf(quantizers[quantizers.length === 1 ? 0 : i % channels]!.rank(value)));
}
