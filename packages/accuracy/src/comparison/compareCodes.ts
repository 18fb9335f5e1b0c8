import { ExactNetwork } from '@bitscape/engine';
import type { Numerics } from '@bitscape/design';
import { elementCount, foldBatchNorm, layersOf, loadDataset, loadNetwork, normalizeImages } from '@bitscape/network';
import { buildQuantizer } from '@bitscape/quantization';
import { planDatapath } from '../engine/ExactEngine.js';
import { planWorkload } from '../pool/planWorkload.js';
import type { EvaluationWorkload } from '../pool/EvaluationWorkload.js';
import { quantizedTensors } from '../tensorflow/quantizedTensors.js';

/** How far the codes of one stored tensor are apart in the hardware's and in ideal arithmetic. */
export interface CodeDifference {
  readonly tensor: string;
  readonly format: string;
  /** Number of codes compared. */
  readonly codes: number;
  readonly differing: number;
  /** Largest distance, in levels. */
  readonly largest: number;
}

/** Images whose codes are compared: every tensor of every image is kept. */
const IMAGES = 32;

/**
 * Where the exact engine and floating point with ideal levels come apart: the codes of every stored tensor of the first test images, in the
 * order of the network.
 *
 * @throws BitscapeError whatever is wrong with the workload, or `infeasible` / `unsupported-operator` for what has no integer arithmetic
 */
export async function compareCodes(workload: EvaluationWorkload, numerics: Numerics, images: number): Promise<CodeDifference[]> {
  const graph = foldBatchNorm(await loadNetwork(workload.network));
  const plan = await planWorkload({ ...workload, engine: 'tfjs' }, graph, layersOf(graph), numerics);
  const count = Math.min(images, IMAGES);
  const dataset = await loadDataset(workload.dataset, 'test', { limit: count });
  const pixels = normalizeImages(dataset, workload.normalization, 0, count).subarray(0, count * elementCount(graph.input.shape));
  const exact = new ExactNetwork(planDatapath(graph, plan)).run(pixels, { trace: true }).codes!;
  const float = quantizedTensors(graph, plan, pixels, count);
  return [...float].flatMap(([tensor, values]) => {
    const traced = exact.get(tensor);
    if (traced === undefined) return [];
    const { format, scale } = plan.activations.get(tensor)!;
    const quantizer = buildQuantizer(format, scale, 'search');
    let [differing, largest] = [0, 0];
    values.forEach((value, i) => {
      const distance = Math.abs(quantizer.rank(value) - format.rankOf(traced.codes[i]!));
      if (distance > 0) differing++;
      largest = Math.max(largest, distance);
    });
    return [{ tensor, format: format.name, codes: values.length, differing, largest }];
  });
}
