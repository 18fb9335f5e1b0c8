import type { EvaluationWorkload } from '@bitscape/accuracy';
import type { Numerics } from '@bitscape/design';
import type { Graph, Layer } from '@bitscape/network';

/** Scales and biases of a layer after quantization, as the evaluation of the point has them; undefined for the layer of the logits. */
export async function layerScales(evaluation: EvaluationWorkload, graph: Graph, layers: readonly Layer[], layer: Layer, numerics: Numerics) {
  const { encoderScales, planWorkload } = await import('@bitscape/accuracy');
  return encoderScales(await planWorkload(evaluation, graph, layers, numerics), graph, layers, layer);
}
