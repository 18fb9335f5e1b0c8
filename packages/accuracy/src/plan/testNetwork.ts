import { createGraph, resolveNormalization, type Dataset, type Graph, type GraphNode, type Normalization, type Tensor } from '@bitscape/network';

/** Small deterministic values in [-1, 1], for tests. */
export function waves(length: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(i * 12.9898 + seed * 78.233));
}

/** conv, residual conv block with max pool, mean, dense: every kind of stored tensor once. 6x6 images. */
export function testNetwork(channels = 3, classes = 5): Graph {
  const constants = new Map<string, Tensor>();
  const weight = (name: string, shape: readonly number[], seed: number): string => {
    constants.set(name, { shape, data: waves(shape.reduce((a, b) => a * b, 1), seed).map((x) => x * 0.3) });
    return name;
  };
  const conv = (name: string, from: string, inputs: number, seed: number): GraphNode => ({
    op: 'conv2d', name, inputs: [from], output: name, kernel: [3, 3], strides: [1, 1], dilations: [1, 1], groups: 1,
    pads: { top: 1, bottom: 1, left: 1, right: 1 }, weight: weight(`${name}/w`, [3, 3, inputs, 4], seed), bias: weight(`${name}/b`, [4], seed + 1),
  });
  const relu = (name: string, from: string): GraphNode => ({ op: 'activation', name, inputs: [from], output: name, fn: { kind: 'relu' } });
  const nodes: GraphNode[] = [
    conv('conv1', 'input', channels, 1),
    relu('relu1', 'conv1'),
    { op: 'pool', name: 'pool', inputs: ['relu1'], output: 'pool', kind: 'max', countPadding: false, kernel: [2, 2], strides: [2, 2], dilations: [1, 1], pads: { top: 0, bottom: 0, left: 0, right: 0 } },
    conv('conv2', 'pool', 4, 3),
    relu('relu2', 'conv2'),
    conv('conv3', 'relu2', 4, 5),
    { op: 'binary', name: 'sum', fn: 'add', inputs: ['conv3', 'pool'], output: 'sum' },
    relu('relu3', 'sum'),
    { op: 'reduceMean', name: 'mean', inputs: ['relu3'], output: 'mean', axes: [1, 2], keepDims: false },
    { op: 'dense', name: 'fc', inputs: ['mean'], output: 'logits', weight: weight('fc/w', [4, classes], 7), bias: weight('fc/b', [classes], 8) },
  ];
  return createGraph({ name: 'test', input: { name: 'input', shape: [-1, 6, 6, channels] }, output: 'logits', nodes, constants });
}

/** Labelled images for `testNetwork`. */
export function testDataset(length: number): { dataset: Dataset; normalization: Normalization } {
  const pixels = Uint8Array.from({ length: length * 108 }, (_, i) => (i * 7919 + (i >> 3) * 104729) & 255);
  return {
    dataset: {
      name: 'test', split: 'test', classes: 5, imageShape: [6, 6, 3], length, pixels,
      labels: Int32Array.from({ length }, (_, i) => i % 5), hash: '',
    },
    normalization: resolveNormalization('imagenet', 3),
  };
}
