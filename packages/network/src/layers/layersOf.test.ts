import { describe, expect, it } from 'vitest';
import type { Graph } from '../graph.js';
import { buildGlyphsResnet } from '../networks/buildGlyphsResnet.js';
import { add, conv1x1, relu, tinyGraph } from '../testing/tinyGraph.js';
import { foldBatchNorm } from '../transforms/foldBatchNorm.js';
import { layersOf } from './layersOf.js';

const image = [-1, 4, 4, 3];
const square = { a: [1, 1, 3, 3], b: [1, 1, 3, 3], c: [1, 1, 3, 3] };
const summary = (graph: Graph): unknown[] => layersOf(graph).map(({ name, nodes, input, residual, output }) => ({ name, nodes, input, residual, output }));
const norm = (input: string, output: string): Parameters<typeof tinyGraph>[1][number] => ({
  op: 'batchNorm', inputs: [input], output, gamma: 'g', beta: 'g', mean: 'g', variance: 'g', epsilon: 1e-5,
});

describe('layersOf(graph)', () => {
  it('fuses batch norm, residual and activation behind a convolution', () => {
    const graph = tinyGraph(image, [conv1x1('x', 'p', 'a'), norm('p', 'n'), add('n', 'x', 's'), relu('s', 'y')], { ...square, g: [3] });
    expect(summary(graph)).toEqual([{ name: 'p', nodes: ['p', 'n', 's', 'y'], input: 'x', residual: 'x', output: 'y' }]);
  });

  it('gives the later of two convolutions the addition and stores the other', () => {
    const graph = tinyGraph(image, [conv1x1('x', 'main', 'a'), conv1x1('x', 'short', 'b'), add('main', 'short', 's'), relu('s', 'y')], square);
    expect(summary(graph)).toEqual([
      { name: 'main', nodes: ['main'], input: 'x', residual: undefined, output: 'main' },
      { name: 'short', nodes: ['short', 's', 'y'], input: 'x', residual: 'main', output: 'y' },
    ]);
  });

  it('does not let a convolution with further uses fuse anything', () => {
    const graph = tinyGraph(image, [conv1x1('x', 'p', 'a'), relu('p', 'r'), conv1x1('p', 'q', 'b'), add('r', 'q', 'y')], square);
    expect(summary(graph)).toEqual([
      { name: 'p', nodes: ['p'], input: 'x', residual: undefined, output: 'p' },
      { name: 'q', nodes: ['q', 'y'], input: 'p', residual: 'r', output: 'y' },
    ]);
  });

  it('stops at the output of the graph even when something reads it', () => {
    const graph = tinyGraph(image, [conv1x1('x', 'p', 'a'), relu('p', 'y')], square);
    const early = { ...graph, output: { name: 'p', shape: graph.shapes.get('p')! } };
    expect(summary(early)).toEqual([{ name: 'p', nodes: ['p'], input: 'x', residual: undefined, output: 'p' }]);
  });

  it('fuses no addition of a tensor to itself, no broadcast addition and no subtraction', () => {
    const doubled = tinyGraph(image, [conv1x1('x', 'p', 'a'), add('p', 'p', 'y')], square);
    expect(layersOf(doubled)[0]!.nodes).toEqual(['p']);
    const mean = { op: 'reduceMean', inputs: ['x'], output: 'm', axes: [1, 2], keepDims: true } as const;
    const broadcast = tinyGraph(image, [mean, conv1x1('x', 'p', 'a'), add('p', 'm', 'y')], square);
    expect(layersOf(broadcast)[0]!.nodes).toEqual(['p']);
    const difference = tinyGraph(image, [conv1x1('x', 'p', 'a'), { op: 'binary', fn: 'sub', inputs: ['p', 'x'], output: 'y' }], square);
    expect(layersOf(difference)[0]!.nodes).toEqual(['p']);
  });

  it('fuses an activation before an addition, not the addition', () => {
    const graph = tinyGraph(image, [conv1x1('x', 'p', 'a'), relu('p', 'r'), add('r', 'x', 'y')], square);
    expect(summary(graph)).toEqual([{ name: 'p', nodes: ['p', 'r'], input: 'x', residual: undefined, output: 'r' }]);
  });

  it('gives first, inner and last positions; a single layer is last', () => {
    const chain = tinyGraph(image, [conv1x1('x', 'p', 'a'), conv1x1('p', 'q', 'b'), conv1x1('q', 'y', 'c')], square);
    expect(layersOf(chain).map((layer) => layer.position)).toEqual(['first', 'inner', 'last']);
    expect(layersOf(tinyGraph(image, [conv1x1('x', 'y', 'a')], square))[0]!.position).toBe('last');
    expect(layersOf(tinyGraph(image, [relu('x', 'y')]))).toEqual([]);
  });

  it('finds the same layers before and after batch norms are folded', () => {
    const graph = buildGlyphsResnet(1);
    const strip = (value: Graph): unknown[] => layersOf(value).map(({ name, input, residual, activation, output, dims }) => ({ name, input, residual, activation, output, dims }));
    expect(strip(foldBatchNorm(graph))).toEqual(strip(graph));
    expect(layersOf(graph).filter((layer) => layer.residual !== undefined)).toHaveLength(3);
  });

  it('counts dimensions of grouped, strided and dense layers', () => {
    const grouped = {
      op: 'conv2d', inputs: ['x'], output: 'p', kernel: [3, 2], strides: [2, 1], dilations: [1, 1],
      pads: { top: 1, bottom: 0, left: 0, right: 0 }, groups: 2, weight: 'a',
    } as const;
    const flat = { op: 'reshape', inputs: ['p'], output: 'f', shape: [-1, 36] } as const;
    const graph = tinyGraph([-1, 4, 4, 4], [grouped, flat, { op: 'dense', inputs: ['f'], output: 'y', weight: 'b' }], { a: [3, 2, 2, 6], b: [36, 10] });
    const [conv, dense] = layersOf(graph);
    expect(conv!.dims).toEqual({
      inHeight: 4, inWidth: 4, inChannels: 4, outHeight: 2, outWidth: 3, outChannels: 6, kernelHeight: 3, kernelWidth: 2,
      strideHeight: 2, strideWidth: 1, groups: 2, reduction: 12, macs: 432, weights: 72,
    });
    expect(dense!.dims).toMatchObject({ inHeight: 1, inWidth: 1, inChannels: 36, outHeight: 1, outWidth: 1, outChannels: 10, macs: 360, weights: 360, reduction: 36 });
  });
});
