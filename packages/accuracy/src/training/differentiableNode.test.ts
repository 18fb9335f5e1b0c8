import { BitscapeError } from '@bitscape/errors';
import { createGraph, runGraphReference, type GraphNode, type Tensor } from '@bitscape/network';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../tensorflow/openBackend.js';
import { differentiableNode } from './differentiableNode.js';
import { registerGradients } from './registerGradients.js';
import { seededRandom, shuffle } from './seededRandom.js';

const BATCH = 3;
const none = { top: 0, bottom: 0, left: 0, right: 0 };
const io = { name: 'n', inputs: ['x'], output: 'y' };
const window = { kernel: [3, 2], strides: [2, 1], dilations: [1, 1], pads: { top: 1, bottom: 0, left: 1, right: 1 } } as const;

interface Case {
  readonly node: GraphNode;
  /** Without the batch. */
  readonly shape: readonly number[];
  readonly constants?: Readonly<Record<string, readonly number[]>>;
}

const cases: Readonly<Record<string, Case>> = {
  'conv2d with bias, stride and asymmetric padding': {
    node: { ...io, op: 'conv2d', ...window, groups: 1, weight: 'w', bias: 'b' },
    shape: [5, 6, 3],
    constants: { w: [3, 2, 3, 4], b: [4] },
  },
  'conv2d in groups': { node: { ...io, op: 'conv2d', ...window, groups: 2, weight: 'w' }, shape: [4, 4, 4], constants: { w: [3, 2, 2, 6] } },
  'depthwise conv2d': { node: { ...io, op: 'conv2d', ...window, groups: 3, weight: 'w' }, shape: [4, 4, 3], constants: { w: [3, 2, 1, 3] } },
  'dense with bias': { node: { ...io, op: 'dense', weight: 'w', bias: 'b' }, shape: [7], constants: { w: [7, 4], b: [4] } },
  'dense on the last axis': { node: { ...io, op: 'dense', weight: 'w' }, shape: [2, 3, 5], constants: { w: [5, 4] } },
  relu: { node: { ...io, op: 'activation', fn: { kind: 'relu' } }, shape: [4, 5] },
  leakyRelu: { node: { ...io, op: 'activation', fn: { kind: 'leakyRelu', alpha: 0.2 } }, shape: [4, 5] },
  clip: { node: { ...io, op: 'activation', fn: { kind: 'clip', min: -0.5, max: 0.25 } }, shape: [4, 5] },
  'clip without an upper bound': { node: { ...io, op: 'activation', fn: { kind: 'clip', min: 0, max: Infinity } }, shape: [4, 5] },
  sigmoid: { node: { ...io, op: 'activation', fn: { kind: 'sigmoid' } }, shape: [6] },
  tanh: { node: { ...io, op: 'activation', fn: { kind: 'tanh' } }, shape: [6] },
  'add to itself': { node: { ...io, inputs: ['x', 'x'], op: 'binary', fn: 'add' }, shape: [4] },
  'mul by itself': { node: { ...io, inputs: ['x', 'x'], op: 'binary', fn: 'mul' }, shape: [4] },
  'sub of a broadcast constant': { node: { ...io, op: 'binary', fn: 'sub', constant: { name: 'c', side: 'left' } }, shape: [3, 4], constants: { c: [4] } },
  'div by a constant': { node: { ...io, op: 'binary', fn: 'div', constant: { name: 'c', side: 'right' } }, shape: [3, 4], constants: { c: [3, 1] } },
  'max pool': { node: { ...io, op: 'pool', kind: 'max', countPadding: false, ...window }, shape: [4, 5, 2] },
  'max pool without padding': { node: { ...io, op: 'pool', kind: 'max', countPadding: false, ...window, pads: none }, shape: [4, 5, 2] },
  'average pool with counted padding': { node: { ...io, op: 'pool', kind: 'average', countPadding: true, ...window }, shape: [5, 6, 2] },
  'average pool without counted padding': { node: { ...io, op: 'pool', kind: 'average', countPadding: false, ...window }, shape: [5, 6, 2] },
  reduceMean: { node: { ...io, op: 'reduceMean', axes: [1, 2], keepDims: false }, shape: [3, 4, 2] },
  'reduceMean that keeps an axis': { node: { ...io, op: 'reduceMean', axes: [2], keepDims: true }, shape: [3, 4, 2] },
  reshape: { node: { ...io, op: 'reshape', shape: [-1, 12] }, shape: [3, 4] },
  transpose: { node: { ...io, op: 'transpose', permutation: [0, 3, 1, 2] }, shape: [2, 3, 4] },
  concat: { node: { ...io, inputs: ['x', 'x'], op: 'concat', axis: 2 }, shape: [2, 3] },
  pad: { node: { ...io, op: 'pad', pads: [[0, 0], [1, 0], [0, 2]], value: 0.5 }, shape: [2, 3] },
  'slice with steps': {
    node: { ...io, op: 'slice', ranges: [{ start: 0, end: -1, step: 1 }, { start: 0, end: 5, step: 2 }, { start: 1, end: 7, step: 3 }, { start: 0, end: 2, step: 1 }] },
    shape: [5, 7, 3],
  },
  softmax: { node: { ...io, op: 'softmax', axis: 1 }, shape: [5] },
  'softmax of an inner axis': { node: { ...io, op: 'softmax', axis: 1 }, shape: [4, 3] },
};

/** Away from zero, where relu and division are not smooth, and evenly apart, so that a small step changes no maximum. */
function noise(shape: readonly number[], seed: number): Tensor {
  const random = seededRandom(seed);
  const order = shuffle(Int32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i), random);
  return { shape, data: Float32Array.from(order, (rank) => (random() < 0.5 ? -1 : 1) * (0.3 + (0.9 * rank) / order.length)) };
}

const upload = (tensor: Tensor): tf.Tensor => tf.tensor(tensor.data, [...tensor.shape]);

beforeAll(async () => {
  await openBackend('tfjs-wasm');
  registerGradients();
  registerGradients();
});

describe('differentiableNode', () => {
  it.each(Object.entries(cases))('%s: value as the reference, gradient as differences show', (_, { node, shape, constants = {} }) => {
    const names = Object.keys(constants);
    const values = [noise([BATCH, ...shape], 1), ...names.map((name, i) => noise(constants[name]!, i + 2))];
    const graph = createGraph({
      name: 'g',
      input: { name: 'x', shape: [-1, ...shape] },
      output: 'y',
      nodes: [node],
      constants: new Map(names.map((name, i) => [name, values[i + 1]!])),
    });
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const run = (...tensors: tf.Tensor[]): tf.Tensor =>
        differentiableNode(node, node.inputs.map(() => tensors[0]!), { constant: (name) => tensors[1 + names.indexOf(name)]!, onStatistics: () => undefined });
      const y = run(...values.map(upload));
      const reference = runGraphReference(graph, values[0]!.data, BATCH);
      expect(y.shape.slice(1)).toEqual(graph.output.shape.slice(1));
      y.dataSync<'float32'>().forEach((value, i) => expect(value).toBeCloseTo(reference[i]!, 4));

      const weights = upload(noise(y.shape, 99));
      const objective = (...tensors: tf.Tensor[]): tf.Scalar => tf.sum(tf.mul(run(...tensors), weights));
      const gradients = tf.grads(objective)(values.map(upload));
      values.forEach((tensor, which) => {
        expect(gradients[which]!.shape).toEqual(tensor.shape);
        const direction = noise(tensor.shape, 50 + which);
        const slope = tf.sum(tf.mul(gradients[which]!, upload(direction))).dataSync()[0]!;
        const moved = (by: number): number => {
          const data = tensor.data.map((value, i) => value + by * direction.data[i]!);
          return objective(...values.map((other, i) => upload(i === which ? { shape: other.shape, data } : other))).dataSync()[0]!;
        };
        const step = 1e-3;
        const difference = (moved(step) - moved(-step)) / (2 * step);
        // float32 sums of magnitude S leave about 1e-7 * S / step in the difference.
        expect(Math.abs(slope - difference)).toBeLessThan(0.02 + 0.01 * Math.abs(difference));
      });
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses dilation by name', () => {
    const x = tf.zeros([1, 5, 5, 1]);
    const context = { constant: () => x, onStatistics: () => undefined };
    const dilated = { ...window, dilations: [2, 1] } as const;
    for (const node of [
      { ...io, op: 'conv2d', ...dilated, groups: 1, weight: 'w' },
      { ...io, op: 'pool', kind: 'max', countPadding: false, ...dilated },
    ] satisfies GraphNode[]) {
      expect(() => differentiableNode(node, [x], context)).toThrow(BitscapeError);
      expect(() => differentiableNode(node, [x], context)).toThrow(/dilated/);
    }
    x.dispose();
  });
});
