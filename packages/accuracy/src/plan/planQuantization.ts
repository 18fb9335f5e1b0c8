import { groupFormat, layerWeightFormat, storageGroups, type StorageGroup } from '@bitscape/datapath';
import type { Numerics } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import type { Graph, Layer } from '@bitscape/network';
import { buildQuantizer, chooseScaleFromHistogram, MagnitudeHistogram } from '@bitscape/quantization';
import type { Calibration } from './Calibration.js';
import type { ActivationQuantization, QuantizationPlan } from './QuantizationPlan.js';
import { WeightQuantizer } from './WeightQuantizer.js';

export interface PlanOptions {
  /** Batch normalisation folded. */
  readonly graph: Graph;
  /** `layersOf(graph)`. */
  readonly layers: readonly Layer[];
  readonly numerics: Numerics;
  readonly calibration: Calibration;
  /** Shares quantized weights between plans for one graph. */
  readonly weights?: WeightQuantizer;
}

/**
 * Post-training quantization: formats and scales of every stored tensor and of every layer's weights. The policy is described
 * in docs/methods/post-training-quantization.md.
 *
 * @throws BitscapeError `usage` for an unknown format, `internal` when the calibration belongs to another graph
 */
export function planQuantization(options: PlanOptions): QuantizationPlan {
  const { graph, layers, numerics, calibration } = options;
  const weightQuantizer = options.weights ?? new WeightQuantizer(graph);
  const activations = new Map<string, ActivationQuantization>();
  for (const group of storageGroups(graph, layers)) {
    const format = groupFormat(group, numerics);
    const scale = chooseScaleFromHistogram(groupHistogram(group, calibration), format, numerics.activations.scale);
    const quantizer = buildQuantizer(format, scale);
    for (const tensor of group.entries) activations.set(tensor, { tensor, format, scale, quantizer });
  }
  const weights = new Map(
    layers.map((layer) => [layer.node.name, weightQuantizer.quantize(layer, layerWeightFormat(layer, numerics), numerics.weights)] as const),
  );
  return { numerics, activations, weights };
}

function groupHistogram(group: StorageGroup, calibration: Calibration): MagnitudeHistogram {
  const parts = group.entries.map((name) => {
    const histogram = calibration.histograms.get(name);
    if (histogram === undefined) throw new BitscapeError('internal', `the calibration has no values of the tensor "${name}"`);
    return histogram;
  });
  if (parts.length === 1) return parts[0]!;
  const merged = new MagnitudeHistogram();
  for (const part of parts) merged.merge(part);
  return merged;
}
