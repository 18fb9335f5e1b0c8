import type { Numerics } from '@bitscape/design';
import { layersOf, REFERENCE_KERNELS, runGraphTensors, type Graph, type ReferenceKernel } from '@bitscape/network';
import { buildQuantizer, chooseScale, parseFormat, quantizeTensor } from '@bitscape/quantization';
import { layerWeightFormat } from '../deriveLayerMacs.js';
import type { LayerWeights, NetworkScales } from '../network/NetworkScales.js';
import { groupFormat } from '../storage/storageFormats.js';
import { storageGroups } from '../storage/storageGroups.js';

/** Scales of every stored tensor from the float values of some images, and quantized weights. */
export function calibratedScales(graph: Graph, numerics: Numerics, pixels: Float32Array, images: number): NetworkScales {
  const layers = layersOf(graph);
  const values = runGraphTensors(graph, pixels, images);
  const activations = new Map<string, number>();
  for (const group of storageGroups(graph, layers)) {
    const all = Float32Array.from(group.entries.flatMap((name) => Array.from(values.get(name)!)));
    const scale = chooseScale(all, groupFormat(group, numerics), numerics.activations.scale);
    for (const name of group.entries) activations.set(name, scale);
  }
  const weights = new Map<string, LayerWeights>();
  for (const layer of layers) {
    const format = parseFormat(layerWeightFormat(layer, numerics));
    const { granularity, scale: method } = numerics.weights;
    const { codes, scales } = quantizeTensor(graph.constants.get(layer.node.weight)!, format, { granularity, method });
    const bias = layer.node.bias === undefined ? new Float64Array(layer.dims.outChannels) : Float64Array.from(graph.constants.get(layer.node.bias)!.data);
    weights.set(layer.node.name, { codes, scales, bias });
  }
  return { activations, weights };
}

/** The float path: weights and tensors that enter storage rounded to their levels, everything else in floating point. */
export function runFakeQuantized(graph: Graph, numerics: Numerics, scales: NetworkScales, pixels: Float32Array, images: number): ReadonlyMap<string, Float32Array> {
  const layers = layersOf(graph);
  const constants = new Map(graph.constants);
  for (const layer of layers) {
    const { codes, scales: weightScales } = scales.weights.get(layer.node.name)!;
    const format = parseFormat(layerWeightFormat(layer, numerics));
    const data = Float32Array.from(codes, (code, i) => format.levels[format.rankOf(code)]! * weightScales[i % weightScales.length]!);
    constants.set(layer.node.weight, { shape: graph.constants.get(layer.node.weight)!.shape, data });
  }
  const quantizers = new Map(
    storageGroups(graph, layers).flatMap((group) =>
      group.entries.map((name) => [name, buildQuantizer(groupFormat(group, numerics), scales.activations.get(name)!, 'search')] as const),
    ),
  );
  const rounded = (name: string, data: Float32Array): Float32Array => {
    const output = new Float32Array(data);
    quantizers.get(name)?.fakeQuantize(data, output);
    return output;
  };
  const tensors = new Map([[graph.input.name, rounded(graph.input.name, pixels)]]);
  const sized = (name: string): number[] => [images, ...graph.shapes.get(name)!.slice(1)];
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((name) => ({ shape: sized(name), data: tensors.get(name)! }));
    const kernel = REFERENCE_KERNELS[node.op] as ReferenceKernel;
    tensors.set(node.output, rounded(node.output, kernel(node, inputs, sized(node.output), constants)));
  }
  return tensors;
}
