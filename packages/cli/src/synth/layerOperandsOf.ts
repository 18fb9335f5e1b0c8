import { randomSource, LayerOperands } from '@bitscape/rtlgen';
import type { MacDatapath } from '@bitscape/datapath';
import type { Numerics } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { loadDataset, normalizeImages, type Graph, type Layer } from '@bitscape/network';
import type { EvaluationWorkload } from '@bitscape/accuracy';

/** Operands of a layer: those of the quantized network on its first test image, as the integer reference computes them. */
export async function networkOperands(evaluation: EvaluationWorkload, graph: Graph, layers: readonly Layer[], layer: Layer, numerics: Numerics): Promise<LayerOperands> {
  const { networkScales, planWorkload } = await import('@bitscape/accuracy');
  const { deriveNetworkDatapath, runNetworkReference } = await import('@bitscape/datapath');
  const plan = await planWorkload(evaluation, graph, layers, numerics);
  const datapath = deriveNetworkDatapath({ graph, layers, numerics, scales: networkScales(plan, graph, layers) });
  const image = await loadDataset(evaluation.dataset, 'test', { limit: 1 });
  const { codes } = runNetworkReference(datapath, normalizeImages(image, evaluation.normalization, 0, 1), { trace: true });
  const step = datapath.steps.find((candidate) => candidate.kind === 'layer' && candidate.name === layer.name);
  if (step?.kind !== 'layer') throw new BitscapeError('internal', 'the datapath has no such layer', { where: { node: layer.name } });
  return new LayerOperands(step.mac, step.node, codes!.get(step.inputs[0]!)!, step.weights);
}

/** Stand-ins where no images are at hand: every level equally likely. */
export function randomOperands(mac: MacDatapath, { node, dims }: Layer, seed: number): LayerOperands {
  const random = randomSource(seed);
  const draw = (format: MacDatapath['weight'], count: number): Uint16Array => Uint16Array.from({ length: count }, () => format.codeOf(random(format.levels.length)));
  const { inHeight, inWidth, inChannels, outChannels, kernelHeight, kernelWidth, groups } = dims;
  const dense = node.op === 'dense';
  const input = dense ? [1, dims.reduction] : [1, inHeight, inWidth, inChannels];
  const kernel = dense ? [dims.reduction, outChannels] : [kernelHeight, kernelWidth, inChannels / groups, outChannels];
  const size = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);
  return new LayerOperands(mac, node, { shape: input, codes: draw(mac.activation, size(input)) }, { shape: kernel, codes: draw(mac.weight, size(kernel)) });
}
