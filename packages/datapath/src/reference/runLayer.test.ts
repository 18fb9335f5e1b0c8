import type { Numerics } from '@bitscape/design';
import { seededRandom } from '@bitscape/design';
import { createGraph, runGraphReference, type Conv2dNode, type DenseNode, type Tensor } from '@bitscape/network';
import { buildQuantizer, chooseScale, parseFormat, quantizeTensor, type QuantizedTensor } from '@bitscape/quantization';
import { describe, expect, it } from 'vitest';
import type { LnsParameters, MacDatapath } from '../Datapath.js';
import { deriveEncoder } from '../encoder/deriveEncoder.js';
import { deriveMac } from '../mac/deriveMac.js';
import { runLayer } from './runLayer.js';

const ARITHMETIC: Numerics['arithmetic'] = { tableBits: 'auto', termBits: 'full', accumulatorBits: 'safe', overflow: 'saturate' };
const NO_PADS = { top: 0, bottom: 0, left: 0, right: 0 };

function randomTensor(shape: readonly number[], seed: number, low = -1): Tensor {
  const random = seededRandom(seed);
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  return { shape, data: Float32Array.from({ length: size }, () => low + (1 - low) * random()) };
}

function convNode(over: Partial<Conv2dNode>, kernel: readonly [number, number] = [3, 3]): Conv2dNode {
  return { op: 'conv2d', name: 'conv', inputs: ['x'], output: 'y', weight: 'w', kernel, strides: [1, 1], pads: NO_PADS, dilations: [1, 1], groups: 1, ...over };
}

const denseNode: DenseNode = { op: 'dense', name: 'dense', inputs: ['x'], output: 'y', weight: 'w' };

/** Convolution of the dequantized tensors by the float reference of the network package. */
function floatLayer(node: Conv2dNode | DenseNode, input: QuantizedTensor, weights: QuantizedTensor): Float32Array {
  const graph = createGraph({
    name: 'one layer',
    input: { name: 'x', shape: [-1, ...input.shape.slice(1)] },
    output: 'y',
    nodes: [node],
    constants: new Map([['w', { shape: weights.shape, data: weights.dequantize() }]]),
  });
  return runGraphReference(graph, input.dequantize(), input.shape[0]!);
}

/** Sum over the products of one output of |weight| |activation|, which bounds relative errors of single products. */
function magnitudeLayer(node: Conv2dNode | DenseNode, input: QuantizedTensor, weights: QuantizedTensor): Float32Array {
  const absolute = (tensor: QuantizedTensor): QuantizedTensor => ({ ...tensor, dequantize: () => tensor.dequantize().map(Math.abs) });
  return floatLayer(node, absolute(input), absolute(weights));
}

const GEOMETRIES: [string, Conv2dNode | DenseNode, number[], number[]][] = [
  ['3x3', convNode({}), [2, 5, 4, 3], [3, 3, 3, 4]],
  ['asymmetric padding', convNode({ pads: { top: 1, bottom: 0, left: 2, right: 1 } }), [1, 4, 4, 2], [3, 3, 2, 3]],
  ['stride and dilation', convNode({ strides: [2, 1], dilations: [1, 2], pads: { top: 1, bottom: 1, left: 2, right: 2 } }), [1, 6, 5, 2], [3, 3, 2, 2]],
  ['groups', convNode({ groups: 2, pads: { top: 1, bottom: 1, left: 1, right: 1 } }), [1, 4, 4, 4], [3, 3, 2, 6]],
  ['depthwise', convNode({ groups: 3 }), [1, 4, 4, 3], [3, 3, 1, 3]],
  ['1x1', convNode({}, [1, 1]), [1, 3, 3, 4], [1, 1, 4, 2]],
  ['dense', denseNode, [3, 10], [10, 4]],
];

describe.each([
  ['int4', 'uint4'],
  ['int8', 'int8'],
  ['int3', 'uint8'],
  ['lns:2.1', 'ulns:2.2'],
  ['lns:3.2', 'lns:3.2'],
  ['lns:3.0', 'ulns:3.3'],
])('runLayer of %s × %s', (weightName, activationName) => {
  const activationFormat = parseFormat(activationName);
  const mac = deriveMac(parseFormat(weightName), activationFormat, ARITHMETIC, 64);

  it.each(GEOMETRIES)('%s: accumulators mean the float layer of the dequantized tensors', (_, node, inputShape, weightShape) => {
    const input = quantizeTensor(randomTensor(inputShape, 1, activationFormat.signed ? -1 : 0), activationFormat, { granularity: 'tensor', method: 'max' });
    const weights = quantizeTensor(randomTensor(weightShape, 2), mac.weight, { granularity: 'channel', method: 'mse' });
    const { accumulators, shape, codes } = runLayer({ mac }, node, input, weights);
    const expected = floatLayer(node, input, weights);
    const magnitudes = magnitudeLayer(node, input, weights);
    expect(shape[0]).toBe(inputShape[0]);
    expect(accumulators.length).toBe(expected.length);
    expect(codes).toBeUndefined();
    const outChannels = shape.at(-1)!;
    accumulators.forEach((sum, i) => {
      const value = sum * mac.unit * input.scales[0]! * weights.scales[i % outChannels]!;
      // Float32 rounding of operands and result, and for logarithms the rounding of the exponent table.
      const bound = (tableError(mac) + 2 ** -22) * magnitudes[i]!;
      expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(bound);
    });
  });
});

/** Largest relative error of a product from the rounded exponent table; 0 without one. */
function tableError(mac: MacDatapath): number {
  if (mac.family === 'int') return 0;
  const { table, tableBits, fractionBits } = mac.parameters as LnsParameters;
  return Math.max(...Array.from(table, (entry, i) => Math.abs((1 + entry / 2 ** tableBits) / 2 ** (i / 2 ** fractionBits) - 1)));
}

describe('runLayer', () => {
  const tensor = (shape: number[], values: number[], bits: number) => ({ shape, codes: Uint16Array.from(values, (value) => value & (2 ** bits - 1)) });

  function dense(overflow: 'saturate' | 'wrap', weights: number[], accumulatorBits: number): number {
    const mac = deriveMac(parseFormat('int4'), parseFormat('uint1'), { ...ARITHMETIC, overflow, accumulatorBits }, 4);
    const input = tensor([1, weights.length], weights.map(() => 1), 1);
    return runLayer({ mac }, { op: 'dense' }, input, tensor([weights.length, 1], weights, 4)).accumulators[0]!;
  }

  it('saturates or wraps after each product, in order', () => {
    expect(dense('saturate', [7, 7, -7], 4)).toBe(0);
    expect(dense('saturate', [-7, 7, 7], 4)).toBe(7);
    expect(dense('wrap', [7, 7, -7], 4)).toBe(7);
    expect(dense('wrap', [7, 7], 4)).toBe(-2);
  });

  it('adds in the order kernel row, kernel column, input channel', () => {
    const mac = deriveMac(parseFormat('int4'), parseFormat('uint1'), { ...ARITHMETIC, accumulatorBits: 4 }, 8);
    const weights = [7, 7, -7, -7, -7, 5, 7, 1];
    const ordered = weights.reduce((sum, value) => Math.min(7, Math.max(-8, sum + value)), 0);
    const node = convNode({}, [2, 2]);
    const output = runLayer({ mac }, node, tensor([1, 2, 2, 2], new Array<number>(8).fill(1), 1), tensor([2, 2, 2, 1], weights, 4));
    expect([...output.accumulators]).toEqual([ordered]);
    expect(ordered).not.toBe(weights.reduce((sum, value) => sum + value, 0));
  });

  it('encodes each channel with its own constants', () => {
    const mac = deriveMac(parseFormat('int4'), parseFormat('uint4'), ARITHMETIC, 1);
    const encoder = deriveEncoder(mac, parseFormat('uint8'), {
      weightScales: Float64Array.of(1, 2),
      activationScale: 1,
      outputScale: 1,
      bias: Float64Array.of(3, 0),
    });
    const output = runLayer({ mac, encoder }, { op: 'dense' }, tensor([2, 1], [5, 2], 4), tensor([1, 2], [7, -1], 4));
    expect([...output.accumulators]).toEqual([35, -5, 14, -2]);
    expect([...output.codes!]).toEqual([38, 0, 17, 0]);
    expect(output.shape).toEqual([2, 2]);
  });

  it('refuses channels and kernels that do not fit', () => {
    const mac = deriveMac(parseFormat('int4'), parseFormat('uint4'), ARITHMETIC, 1);
    const run = (input: number[], weights: number[]) => runLayer({ mac }, convNode({}), tensor(input, [], 4), tensor(weights, [], 4));
    expect(() => run([1, 4, 4, 3], [3, 3, 2, 1])).toThrow('3 input channels');
    expect(() => run([1, 2, 4, 2], [3, 3, 2, 1])).toThrow('does not fit');
  });
});

/**
 * Distance of the two paths on one layer: codes of the fake-quantized float layer against codes of the integer reference.
 * `different`: fraction of outputs with another code; `far`: with a code more than one rank away.
 */
function pathDistance(weightName: string, activationName: string, outputName: string): { different: number; far: number } {
  const node = convNode({ pads: { top: 1, bottom: 1, left: 1, right: 1 } });
  const output = parseFormat(outputName);
  const mac = deriveMac(parseFormat(weightName), parseFormat(activationName), ARITHMETIC, 144);
  const bell = (shape: number[], seed: number): Tensor => {
    const parts = [0, 1, 2, 3].map((part) => randomTensor(shape, 4 * seed + part).data);
    return { shape, data: parts[0]!.map((x, i) => x + parts[1]![i]! + parts[2]![i]! + parts[3]![i]!) };
  };
  const input = quantizeTensor(bell([1, 12, 12, 16], 1), mac.activation, { granularity: 'tensor', method: 'mse' });
  const weights = quantizeTensor(bell([3, 3, 16, 8], 2), mac.weight, { granularity: 'channel', method: 'mse' });
  const bias = Float64Array.from({ length: 8 }, (_, channel) => channel - 4);
  const sums = floatLayer(node, input, weights).map((x, i) => x + bias[i % 8]!);
  const outputScale = chooseScale(sums, output, 'mse');
  const expected = new Uint16Array(sums.length);
  buildQuantizer(output, outputScale).ranks(sums, expected);
  const encoder = deriveEncoder(mac, output, { weightScales: weights.scales, activationScale: input.scales[0]!, outputScale, bias });
  const { codes } = runLayer({ mac, encoder }, node, input, weights);
  const distances = Array.from(codes!, (code, i) => Math.abs(output.rankOf(code) - expected[i]!));
  const fraction = (above: number): number => distances.filter((distance) => distance > above).length / distances.length;
  return { different: fraction(0), far: fraction(1) };
}

describe('distance between the fake-quantized float path and the integer reference', () => {
  it.each([
    ['int8', 'uint8', 'uint8', 0.002, 0],
    ['int4', 'uint4', 'uint4', 0.006, 0],
    ['int4', 'uint4', 'int4', 0.004, 0],
    ['int8', 'uint8', 'ulns:3.3', 0.02, 0],
    ['lns:3.0', 'ulns:3.0', 'ulns:3.0', 0.012, 0],
    ['lns:2.1', 'ulns:2.2', 'ulns:2.2', 0.025, 0.005],
    ['lns:3.2', 'ulns:3.3', 'ulns:3.3', 0.1, 0.015],
    ['lns:3.4', 'ulns:3.4', 'ulns:3.4', 0.1, 0.016],
    ['lns:3.2', 'ulns:3.3', 'uint8', 0.2, 0.008],
  ])('%s × %s into %s: at most %d of the codes differ, %d by more than one', (weights, activations, output, different, far) => {
    const distance = pathDistance(weights, activations, output);
    expect(distance.different).toBeLessThanOrEqual(different);
    expect(distance.far).toBeLessThanOrEqual(far);
  });
});
