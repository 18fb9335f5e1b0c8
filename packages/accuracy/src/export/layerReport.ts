import { storageFormats } from '@bitscape/datapath';
import type { Graph, Layer } from '@bitscape/network';
import { errorStatistics } from '@bitscape/quantization';
import { networkScales } from '../plan/networkScales.js';
import type { QuantizationPlan } from '../plan/QuantizationPlan.js';

/** What quantization did to the weights of one layer. */
export interface LayerReport {
  readonly layer: string;
  readonly weights: number;
  readonly format: string;
  /** Bits of the stored codes. */
  readonly storageBits: number;
  readonly scales: { readonly count: number; readonly least: number; readonly greatest: number };
  readonly sqnrDb: number;
  readonly maxError: number;
  /** Share of the weights whose magnitude lies beyond the largest level. */
  readonly clipped: number;
  /** Number of weights on each level, from the lowest level to the highest. */
  readonly histogram: readonly number[];
  /** Format of the stored tensor that the layer reads. */
  readonly inputFormat: string;
}

/**
 * Errors and levels of every layer's weights.
 *
 * @param layers `layersOf(graph)`
 * @throws {BitscapeError} `internal` when the plan belongs to another network
 */
export function layerReports(plan: QuantizationPlan, graph: Graph, layers: readonly Layer[]): LayerReport[] {
  const encoded = networkScales(plan, graph, layers).weights;
  const inputs = storageFormats(plan.numerics, graph, layers);
  return layers.map((layer) => {
    const { format, scales, values, constant } = plan.weights.get(layer.node.name)!;
    const { data } = graph.constants.get(constant)!;
    const top = Math.max(-format.levels[0]!, format.levels.at(-1)!);
    const scaleOf = (index: number): number => scales[scales.length === 1 ? 0 : index % scales.length]!;
    const histogram = new Array<number>(format.levels.length).fill(0);
    for (const code of encoded.get(layer.node.name)!.codes) histogram[format.rankOf(code)]!++;
    const { sqnrDb, maxError } = errorStatistics(data, values);
    return {
      layer: layer.name,
      weights: data.length,
      format: format.name,
      storageBits: data.length * format.bits,
      scales: { count: scales.length, least: Math.min(...scales), greatest: Math.max(...scales) },
      sqnrDb,
      maxError,
      clipped: data.reduce((count, value, i) => count + (Math.abs(value) > top * scaleOf(i) ? 1 : 0), 0) / data.length,
      histogram,
      inputFormat: inputs.get(layer.input)!.name,
    };
  });
}
