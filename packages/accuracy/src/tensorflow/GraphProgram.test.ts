import { createGraph, runGraphReference, type Conv2dNode, type GraphNode, type PoolNode, type Tensor } from '@bitscape/network';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { GraphProgram } from './GraphProgram.js';
import { openBackend } from './openBackend.js';

const wave = (length: number, seed = 1): Float32Array => Float32Array.from({ length }, (_, i) => Math.sin(i * 1.7 + seed) + 0.1 * seed);
const constant = (shape: readonly number[], seed: number): Tensor => ({ shape, data: wave(shape.reduce((a, b) => a * b, 1), seed) });
const UNPADDED = { top: 0, bottom: 0, left: 0, right: 0 };

function conv(change: Partial<Conv2dNode> = {}): Conv2dNode {
  return {
    op: 'conv2d', name: 'conv', inputs: ['x'], output: 'conv', kernel: [3, 3], strides: [1, 1], dilations: [1, 1],
    pads: { top: 1, bottom: 1, left: 1, right: 1 }, groups: 1, weight: 'w', bias: 'b', ...change,
  };
}

function pool(change: Partial<PoolNode>): PoolNode {
  return { op: 'pool', name: 'pool', inputs: ['x'], output: 'pool', kind: 'max', kernel: [2, 2], strides: [2, 2], dilations: [1, 1], pads: UNPADDED, countPadding: false, ...change };
}

const unary = (change: object): GraphNode => ({ name: 'node', inputs: ['x'], output: 'node', ...change }) as unknown as GraphNode;

/** Largest difference from the reference; the tensors alive afterwards must be those before. */
function check(nodes: readonly GraphNode[], constants: Record<string, Tensor>, shape: readonly number[] = [-1, 7, 6, 4], batch = 2): void {
  const graph = createGraph({ name: 'test', input: { name: 'x', shape }, output: nodes.at(-1)!.output, nodes, constants: new Map(Object.entries(constants)) });
  const input = wave(batch * shape.slice(1).reduce((a, b) => a * b, 1), 3);
  const expected = runGraphReference(graph, input, batch);
  const before = tf.memory();
  const program = new GraphProgram(graph);
  const actual = tf.tidy(() => program.run(tf.tensor(input, [batch, ...shape.slice(1)])));
  const values = actual.dataSync();
  expect(actual.shape).toEqual([batch, ...graph.output.shape.slice(1)]);
  actual.dispose();
  program.dispose();
  expect(tf.memory().numTensors).toBe(before.numTensors);
  expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  expect(values.length).toBe(expected.length);
  const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(values[i]! - value) / (1 + Math.abs(value))), 0);
  expect(worst).toBeLessThan(1e-4);
}

describe.each(['tfjs-wasm', 'tfjs-cpu'] as const)('GraphProgram on %s equals the reference loops', (engine) => {
  beforeAll(async () => void (await openBackend(engine)));

  const w = constant([3, 3, 4, 6], 2);
  const b = constant([6], 4);

  it.each<[string, Partial<Conv2dNode>, Record<string, Tensor>]>([
    ['same padding', {}, { w, b }],
    ['no bias', { bias: undefined }, { w }],
    ['stride 2 and asymmetric padding', { strides: [2, 2], pads: { top: 0, bottom: 1, left: 2, right: 0 } }, { w, b }],
    ['different strides', { strides: [2, 1] }, { w, b }],
    ['dilation', { dilations: [2, 2], pads: { top: 2, bottom: 2, left: 2, right: 2 } }, { w, b }],
    ['dilation and stride together', { dilations: [2, 1], strides: [2, 2], pads: { top: 2, bottom: 2, left: 1, right: 0 } }, { w, b }],
    ['two groups', { groups: 2 }, { w: constant([3, 3, 2, 6], 2), b }],
    ['depthwise', { groups: 4 }, { w: constant([3, 3, 1, 4], 2), b: constant([4], 4) }],
    ['depthwise with multiplier 2, stride and padding', { groups: 4, strides: [2, 2], pads: { top: 1, bottom: 0, left: 0, right: 1 } }, { w: constant([3, 3, 1, 8], 2), b: constant([8], 4) }],
    ['1x1', { kernel: [1, 1], pads: UNPADDED }, { w: constant([1, 1, 4, 5], 2), b: constant([5], 4) }],
    ['tall kernel', { kernel: [5, 2] }, { w: constant([5, 2, 4, 3], 2), b: constant([3], 4) }],
  ])('conv2d: %s', (_, change, constants) => {
    const { bias, ...node } = conv(change);
    check([bias === undefined ? node : { ...node, bias }], constants);
  });

  it.each<[string, Partial<PoolNode>]>([
    ['max', {}],
    ['max, overlapping and padded', { kernel: [3, 3], pads: { top: 1, bottom: 1, left: 1, right: 1 } }],
    ['max, dilated', { dilations: [2, 2], strides: [1, 1] }],
    ['max, one-sided padding', { kernel: [3, 2], pads: { top: 0, bottom: 2, left: 1, right: 0 } }],
    ['average', { kind: 'average' }],
    ['average, padding not counted', { kind: 'average', kernel: [3, 3], pads: { top: 1, bottom: 1, left: 1, right: 1 } }],
    ['average, padding counted', { kind: 'average', countPadding: true, kernel: [3, 3], pads: { top: 1, bottom: 0, left: 0, right: 2 } }],
  ])('pool: %s', (_, change) => check([pool(change)], {}));

  it.each<[string, object]>([
    ['relu', { op: 'activation', fn: { kind: 'relu' } }],
    ['leakyRelu', { op: 'activation', fn: { kind: 'leakyRelu', alpha: 0.2 } }],
    ['clip', { op: 'activation', fn: { kind: 'clip', min: -0.5, max: 0.25 } }],
    ['clip from below only', { op: 'activation', fn: { kind: 'clip', min: 0.1, max: Infinity } }],
    ['sigmoid', { op: 'activation', fn: { kind: 'sigmoid' } }],
    ['tanh', { op: 'activation', fn: { kind: 'tanh' } }],
    ['reduceMean', { op: 'reduceMean', axes: [1, 2], keepDims: false }],
    ['reduceMean of channels, kept', { op: 'reduceMean', axes: [3], keepDims: true }],
    ['reshape', { op: 'reshape', shape: [-1, 168] }],
    ['transpose', { op: 'transpose', permutation: [0, 3, 1, 2] }],
    ['concat', { op: 'concat', axis: 3, inputs: ['x', 'x'] }],
    ['pad', { op: 'pad', pads: [[0, 0], [1, 0], [0, 2], [3, 1]], value: 0 }],
    ['pad with a value', { op: 'pad', pads: [[0, 0], [0, 0], [0, 0], [1, 1]], value: -1.5 }],
    ['slice', { op: 'slice', ranges: [{ start: 0, end: -1, step: 1 }, { start: 1, end: 7, step: 2 }, { start: 0, end: 6, step: 2 }, { start: 2, end: 4, step: 1 }] }],
    ['softmax', { op: 'softmax', axis: 3 }],
    ['softmax over rows', { op: 'softmax', axis: 1 }],
    ['binary of two tensors', { op: 'binary', fn: 'mul', inputs: ['x', 'x'] }],
  ])('%s', (_, change) => check([unary(change)], {}));

  it.each(['add', 'sub', 'mul', 'div'] as const)('%s with a broadcast constant on either side', (fn) => {
    const c = { shape: [4], data: Float32Array.from([1, 2, -3, 4]) };
    check([unary({ op: 'binary', fn, constant: { name: 'c', side: 'right' } })], { c });
    if (fn !== 'div') check([unary({ op: 'binary', fn, constant: { name: 'c', side: 'left' } })], { c });
  });

  it('batchNorm', () => {
    const node = unary({ op: 'batchNorm', gamma: 'g', beta: 'be', mean: 'm', variance: 'v', epsilon: 1e-3 });
    check([node], { g: constant([4], 1), be: constant([4], 2), m: constant([4], 3), v: { shape: [4], data: Float32Array.from([1, 0.5, 2, 0.1]) } });
  });

  it('dense on vectors and on the last axis of an image', () => {
    const constants = { w: constant([4, 3], 2), b: constant([3], 4) };
    check([unary({ op: 'dense', weight: 'w', bias: 'b' })], constants, [-1, 4], 3);
    check([unary({ op: 'dense', weight: 'w', bias: 'b' })], constants);
    check([unary({ op: 'dense', weight: 'w' })], { w: constants.w }, [-1, 4], 1);
  });

  it('a residual block: fused and unfused activations, a tensor with two readers', () => {
    const relu = (name: string, input: string): GraphNode => ({ op: 'activation', name, inputs: [input], output: name, fn: { kind: 'relu' } });
    const square = constant([3, 3, 4, 4], 2);
    check(
      [
        conv({ weight: 'w', bias: 'b' }),
        relu('r1', 'conv'),
        conv({ name: 'conv2', inputs: ['r1'], output: 'conv2' }),
        { op: 'binary', name: 'sum', fn: 'add', inputs: ['conv2', 'r1'], output: 'sum' },
        relu('r2', 'sum'),
        { op: 'activation', name: 'r6', inputs: ['r2'], output: 'r6', fn: { kind: 'clip', min: 0, max: 6 } },
      ],
      { w: square, b: constant([4], 4) },
    );
  });

  it('conv2d for random geometry', () => {
    const geometry = fc.record({
      kernel: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
      strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
      dilations: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
      pads: fc.record({ top: fc.nat(2), bottom: fc.nat(2), left: fc.nat(2), right: fc.nat(2) }),
      groups: fc.constantFrom(1, 2, 4),
      multiplier: fc.integer({ min: 1, max: 2 }),
    });
    fc.assert(
      fc.property(geometry, ({ groups, multiplier, kernel, ...rest }) => {
        const outputs = 4 * multiplier;
        check([conv({ kernel, groups, ...rest })], { w: constant([...kernel, 4 / groups, outputs], 2), b: constant([outputs], 4) });
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

describe('GraphProgram hooks', () => {
  beforeAll(async () => void (await openBackend('tfjs-wasm')));

  const graph = createGraph({
    name: 'test',
    input: { name: 'x', shape: [-1, 4] },
    output: 'y',
    nodes: [
      { op: 'dense', name: 'd', inputs: ['x'], output: 'd', weight: 'w' },
      { op: 'activation', name: 'r', inputs: ['d'], output: 'r', fn: { kind: 'relu' } },
      { op: 'dense', name: 'y', inputs: ['r'], output: 'y', weight: 'w' },
      { op: 'dense', name: 'unused', inputs: ['r'], output: 'z', weight: 'w' },
    ],
    constants: new Map([['w', { shape: [4, 4], data: Float32Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? 1 : 0)) }]]),
  });

  it('shows a tensor that would be fused away, and runs nothing that the output does not need', () => {
    const seen: string[] = [];
    const program = new GraphProgram(graph, { hook: { tensors: new Set(['x', 'd', 'r', 'z']), onTensor: (name, tensor) => (seen.push(name), tensor) } });
    tf.tidy(() => program.run(tf.tensor2d([[1, -2, 3, -4]])));
    expect(seen).toEqual(['x', 'd', 'r']);
    program.dispose();
  });

  it('puts the replaced tensor in place of the original, and frees the original', () => {
    const before = tf.memory().numTensors;
    const program = new GraphProgram(graph, { hook: { tensors: new Set(['r']), onTensor: (_, tensor) => tf.mul(tensor, 10) } });
    const output = tf.tidy(() => program.run(tf.tensor2d([[1, -2, 3, -4]])));
    expect([...output.dataSync()]).toEqual([10, 0, 30, 0]);
    output.dispose();
    program.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('frees everything when a hook throws', () => {
    const program = new GraphProgram(graph, { hook: { tensors: new Set(['r']), onTensor: () => { throw new Error('no'); } } });
    const input = tf.tensor2d([[1, -2, 3, -4]]);
    const before = tf.memory().numTensors;
    expect(() => program.run(input)).toThrow('no');
    expect(tf.memory().numTensors).toBe(before);
    expect(input.isDisposed).toBe(false);
    tf.dispose(input);
    program.dispose();
  });

  it('uses other weights where given', () => {
    const weights = new Map([['y', new Float32Array(16).fill(1)]]);
    const program = new GraphProgram(graph, { weights });
    const output = tf.tidy(() => program.run(tf.tensor2d([[1, -2, 3, -4]])));
    expect([...output.dataSync()]).toEqual([4, 4, 4, 4]);
    output.dispose();
    program.dispose();
  });
});
