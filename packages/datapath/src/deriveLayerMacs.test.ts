import { DEFAULT_POINT, type Numerics } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { buildEmbeddedNetwork, createGraph, EMBEDDED_NETWORKS, foldBatchNorm, layersOf, type Graph, type GraphNode } from '@bitscape/network';
import { describe, expect, it } from 'vitest';
import { deriveLayerMacs } from './deriveLayerMacs.js';
import { deriveMac } from './mac/deriveMac.js';
import { storageFormats } from './storage/storageFormats.js';

function numericsOf(weights: string, activations: string, boundary: Numerics['boundary']): Numerics {
  const { numerics } = DEFAULT_POINT;
  return { ...numerics, weights: { ...numerics.weights, format: weights }, activations: { ...numerics.activations, format: activations }, boundary };
}

const conv = (name: string, input: string, weight: string): GraphNode => ({
  op: 'conv2d', name, inputs: [input], output: name, weight, kernel: [1, 1], strides: [1, 1],
  pads: { top: 0, bottom: 0, left: 0, right: 0 }, dilations: [1, 1], groups: 1,
});
const relu = (name: string, input: string): GraphNode => ({ op: 'activation', name, inputs: [input], output: name, fn: { kind: 'relu' } });

function graphOf(nodes: GraphNode[]): Graph {
  const constants = new Map([['w', { shape: [1, 1, 2, 2], data: Float32Array.of(1, 2, 3, 4) }]]);
  return createGraph({ name: 'test', input: { name: 'x', shape: [-1, 4, 4, 2] }, output: nodes.at(-1)!.output, nodes, constants });
}

/** conv, ReLU, conv, conv, ReLU, max pool, conv, ReLU, conv: one inner layer reads signed values, one reads a pooled tensor. */
const CHAIN = graphOf([
  conv('a', 'x', 'w'),
  relu('a+', 'a'),
  conv('b', 'a+', 'w'),
  conv('c', 'b', 'w'),
  relu('c+', 'c'),
  { op: 'pool', kind: 'max', countPadding: false, name: 'p', inputs: ['c+'], output: 'p', kernel: [2, 2], strides: [2, 2], pads: { top: 0, bottom: 0, left: 0, right: 0 }, dilations: [1, 1] },
  conv('d', 'p', 'w'),
  relu('d+', 'd'),
  conv('e', 'd+', 'w'),
]);

describe('deriveLayerMacs', () => {
  const formatsOf = (numerics: Numerics, graph = CHAIN): string[] =>
    deriveLayerMacs(numerics, graph, layersOf(graph)).macs.map(({ weight, activation }) => `${weight.name} × ${activation.name}`);

  it('gives signed tensors the signed sibling', () => {
    expect(formatsOf(numericsOf('int4', 'uint4', 'same'))).toEqual(['int4 × int4', 'int4 × uint4', 'int4 × int4', 'int4 × uint4', 'int4 × uint4']);
    expect(formatsOf(numericsOf('lns:3.1', 'ulns:3.2', 'same'))[0]).toBe('lns:3.1 × lns:3.1');
  });

  it('gives the first and the last layer the boundary formats', () => {
    const formats = formatsOf(numericsOf('lns:2.1', 'ulns:2.2', { weights: 'int8', activations: 'uint8' }));
    expect(formats).toEqual(['int8 × int8', 'lns:2.1 × ulns:2.2', 'lns:2.1 × lns:2.1', 'lns:2.1 × ulns:2.2', 'int8 × uint8']);
  });

  it('shares one datapath between layers of one pair of formats, wide enough for the longest sum', () => {
    const graph = foldBatchNorm(buildEmbeddedNetwork('glyphs-resnet', 1));
    const layers = layersOf(graph);
    const { macs, groups } = deriveLayerMacs(DEFAULT_POINT.numerics, graph, layers);
    expect(macs.length).toBe(layers.length);
    expect(groups.flatMap((group) => group.layers).sort((a, b) => a - b)).toEqual(layers.map((_, index) => index));
    for (const { mac, layers: members } of groups) {
      for (const index of members) expect(macs[index]).toBe(mac);
      const longest = Math.max(...members.map((index) => layers[index]!.dims.reduction));
      const alone = deriveMac(mac.weight, mac.activation, DEFAULT_POINT.numerics.arithmetic, longest);
      expect(mac.accumulator).toEqual(alone.accumulator);
    }
  });

  it.each(EMBEDDED_NETWORKS)('covers every layer of %s', (name) => {
    const graph = foldBatchNorm(buildEmbeddedNetwork(name, 1));
    const layers = layersOf(graph);
    const { macs } = deriveLayerMacs(numericsOf('lns:3.2', 'ulns:3.3', { weights: 'int8', activations: 'uint8' }), graph, layers);
    expect(macs.length).toBe(layers.length);
    expect(macs[0]!.family).toBe('int');
  });

  it('names the layer whose formats have no hardware', () => {
    const numerics = numericsOf('int4', 'ulns:2.2', { weights: 'int8', activations: 'uint8' });
    try {
      deriveLayerMacs(numerics, CHAIN, layersOf(CHAIN));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(BitscapeError);
      expect(error).toMatchObject({ code: 'infeasible', where: { node: 'b' } });
    }
  });
});

describe('storageFormats', () => {
  it('gives tensors that share codes one format, and the logits none', () => {
    const formats = storageFormats(numericsOf('int4', 'uint4', 'same'), CHAIN, layersOf(CHAIN));
    expect(Object.fromEntries([...formats].map(([name, format]) => [name, format.name]))).toEqual({
      'x': 'int4', 'a+': 'uint4', 'b': 'int4', 'c+': 'uint4', 'p': 'uint4', 'd+': 'uint4',
    });
  });
});
