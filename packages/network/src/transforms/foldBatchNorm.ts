import { consumersOf } from '../consumersOf.js';
import type { BatchNormNode, Conv2dNode, DenseNode, Graph, GraphNode, Tensor } from '../graph.js';
import { rebuildGraph, replaceConstant } from './rebuildGraph.js';

/**
 * Removes every batchNorm node. Behind a conv2d or dense result without other uses it is merged into weight and bias; anywhere else it
 * becomes a multiplication and an addition per channel. Tensor names stay, so the layers of both graphs read and write the same tensors.
 *
 * Formula (Jacob et al. 2018, arXiv:1712.05877, section 3.2): `w' = w gamma / sqrt(variance + epsilon)`,
 * `b' = beta + (b - mean) gamma / sqrt(variance + epsilon)`; computed in double precision.
 */
export function foldBatchNorm(graph: Graph): Graph {
  const consumers = consumersOf(graph);
  const constants = new Map(graph.constants);
  const nodes: GraphNode[] = [];
  const placeOf = new Map<string, number>();
  for (const node of graph.nodes) {
    if (node.op !== 'batchNorm') {
      placeOf.set(node.output, nodes.push(node) - 1);
      continue;
    }
    const [input] = node.inputs;
    const place = placeOf.get(input!);
    const mac = place === undefined ? undefined : nodes[place];
    const alone = consumers.get(input!)!.length === 1 && graph.output.name !== input;
    const affine = affineOf(graph, node);
    if (alone && (mac?.op === 'conv2d' || mac?.op === 'dense')) {
      nodes[place!] = merged(graph, constants, { mac, affine, output: node.output });
      placeOf.set(node.output, place!);
    } else nodes.push(...standalone(graph, constants, node, affine));
  }
  return rebuildGraph(graph, { nodes, constants });
}

interface Affine {
  readonly scale: Float64Array;
  readonly offset: Float64Array;
}

function affineOf(graph: Graph, node: BatchNormNode): Affine {
  const [gamma, beta, mean, variance] = [node.gamma, node.beta, node.mean, node.variance].map((name) => graph.constants.get(name)!.data);
  const scale = Float64Array.from(gamma!, (value, channel) => value / Math.sqrt(variance![channel]! + node.epsilon));
  return { scale, offset: Float64Array.from(beta!, (value, channel) => value - mean![channel]! * scale[channel]!) };
}

function merged(
  graph: Graph,
  constants: Map<string, Tensor>,
  { mac, affine, output }: { mac: Conv2dNode | DenseNode; affine: Affine; output: string },
): GraphNode {
  const channels = affine.scale.length;
  const weight = constants.get(mac.weight)!;
  const bias = mac.bias === undefined ? undefined : constants.get(mac.bias)!.data;
  // Output channels are the last axis of every weight.
  const scaled = { shape: weight.shape, data: weight.data.map((value, index) => value * affine.scale[index % channels]!) };
  const shifted = Float32Array.from(affine.offset, (offset, channel) => offset + (bias?.[channel] ?? 0) * affine.scale[channel]!);
  return {
    ...mac,
    output,
    weight: replaceConstant(graph, constants, { previous: mac.weight, wanted: `${mac.name}/weight`, tensor: scaled }),
    bias: replaceConstant(graph, constants, { previous: mac.bias, wanted: `${mac.name}/bias`, tensor: { shape: [channels], data: shifted } }),
  };
}

function standalone(graph: Graph, constants: Map<string, Tensor>, node: BatchNormNode, affine: Affine): GraphNode[] {
  const add = (role: string, data: Float64Array): string =>
    replaceConstant(graph, constants, { previous: undefined, wanted: `${node.name}/${role}`, tensor: { shape: [data.length], data: Float32Array.from(data) } });
  let product = `${node.output}/scaled`;
  while (graph.shapes.has(product)) product += '_';
  let name = `${node.name}/scale`;
  while (graph.nodes.some((other) => other.name === name)) name += '_';
  return [
    { op: 'binary', fn: 'mul', name, inputs: node.inputs, output: product, constant: { name: add('scale', affine.scale), side: 'right' } },
    { op: 'binary', fn: 'add', name: node.name, inputs: [product], output: node.output, constant: { name: add('offset', affine.offset), side: 'right' } },
  ];
}
