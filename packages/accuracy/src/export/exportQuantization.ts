import type { ActivationLevels, EncodedWeights, ExportQuantization, Graph, Layer } from '@bitscape/network';
import { scaledBoundaries, type NumberFormat } from '@bitscape/quantization';
import { networkScales } from '../plan/networkScales.js';
import type { QuantizationPlan } from '../plan/QuantizationPlan.js';

/**
 * Quantizers and codes of a plan, as `exportOnnx` writes them.
 *
 * @param layers `layersOf(graph)`
 * @throws {BitscapeError} `internal` when the plan belongs to another network
 */
export function exportQuantization(plan: QuantizationPlan, graph: Graph, layers: readonly Layer[], { style, packed }: Pick<ExportQuantization, 'style' | 'packed'>): ExportQuantization {
  const scales = networkScales(plan, graph, layers);
  const weights = new Map<string, EncodedWeights>();
  for (const layer of layers) {
    const { format, constant } = plan.weights.get(layer.node.name)!;
    const encoded = scales.weights.get(layer.node.name)!;
    weights.set(constant, {
      format: format.name,
      bits: format.bits,
      codes: encoded.codes,
      table: Float32Array.from({ length: 2 ** format.bits }, (_, code) => format.levels[format.rankOf(code)]!),
      scales: Float32Array.from(encoded.scales),
      ...integersOf(format),
    });
  }
  const activations = new Map<string, ActivationLevels>();
  for (const [tensor, { format, scale }] of plan.activations) {
    const { integers } = integersOf(format);
    activations.set(tensor, {
      format: format.name,
      boundaries: scaledBoundaries(format, scale),
      levels: Float32Array.from(format.levels, (level) => level * scale),
      ...(integers === undefined ? {} : { integers: { range: integers, scale } }),
    });
  }
  return { style, packed, weights, activations };
}

/** Least and greatest level of a format of consecutive integers. */
function integersOf({ levels }: NumberFormat): { integers?: readonly [number, number] } {
  const least = levels[0]!;
  return levels.every((level, i) => level === least + i) && Number.isInteger(least) ? { integers: [least, levels.at(-1)!] } : {};
}
