import type { Numerics } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import type { Graph, Layer } from '@bitscape/network';
import { parseFormat, quantizeTensor } from '@bitscape/quantization';
import type { WeightQuantization } from './QuantizationPlan.js';

/** Quantizes the weights of a graph's layers and remembers the results: many design points share them. */
export class WeightQuantizer {
  readonly #graph: Graph;
  readonly #cache = new Map<string, WeightQuantization>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** @throws BitscapeError `usage` for an unknown format, `invalid-network` for weights that are not finite */
  quantize(layer: Layer, formatName: string, options: Pick<Numerics['weights'], 'granularity' | 'scale'>): WeightQuantization {
    const key = JSON.stringify([layer.node.name, formatName, options.granularity, options.scale]);
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const tensor = this.#graph.constants.get(layer.node.weight);
    if (tensor === undefined) throw new BitscapeError('internal', `the weights "${layer.node.weight}" are missing`, { where: { node: layer.node.name } });
    const format = parseFormat(formatName);
    const quantized = quantizeTensor(tensor, format, { granularity: options.granularity, method: options.scale });
    const result = { layer: layer.name, constant: layer.node.weight, format, scales: quantized.scales, values: quantized.dequantize() };
    this.#cache.set(key, result);
    return result;
  }
}
