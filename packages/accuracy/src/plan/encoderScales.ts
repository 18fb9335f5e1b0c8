import { storageGroups, type EncoderScales } from '@bitscape/datapath';
import { BitscapeError } from '@bitscape/errors';
import type { Graph, Layer } from '@bitscape/network';
import type { QuantizationPlan } from './QuantizationPlan.js';

/**
 * Scales and biases of one quantized layer, as its output encoder needs them; undefined for a layer whose result is not stored
 * (the logits).
 *
 * @param layers `layersOf(graph)`, of which `layer` is one
 */
export function encoderScales(plan: QuantizationPlan, graph: Graph, layers: readonly Layer[], layer: Layer): EncoderScales | undefined {
  const groups = storageGroups(graph, layers);
  const scaleOf = (tensor: string): number | undefined => {
    const entry = groups.find(({ members }) => members.has(tensor))?.entries[0];
    return entry === undefined ? undefined : plan.activations.get(entry)?.scale;
  };
  const outputScale = scaleOf(layer.output);
  if (outputScale === undefined) return undefined;
  const activationScale = scaleOf(layer.input);
  const weights = plan.weights.get(layer.node.name);
  if (activationScale === undefined || weights === undefined) {
    throw new BitscapeError('internal', 'the plan belongs to another network', { where: { node: layer.name } });
  }
  const bias = layer.node.bias === undefined ? undefined : graph.constants.get(layer.node.bias);
  return {
    weightScales: weights.scales,
    activationScale,
    outputScale,
    bias: Float64Array.from(bias?.data ?? new Float32Array(layer.dims.outChannels)),
  };
}
