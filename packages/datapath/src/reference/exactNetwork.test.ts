import { seededRandom } from '@bitscape/design';
import { buildQuantizer, parseFormat } from '@bitscape/quantization';
import { describe, expect, it } from 'vitest';
import type { LayerStep } from '../network/NetworkDatapath.js';
import type { LayerWeights } from '../network/NetworkScales.js';
import { runFakeQuantized } from '../testing/fakeQuantizedNetwork.js';
import { smallNetwork, valuesOfRanks, type NodeDraft } from '../testing/smallNetwork.js';
import { runNetworkReference } from './runNetworkReference.js';

// Networks whose scales leave nothing to rounding errors: integers and float path must give the same codes and the same logits.

const conv = (input: string, output: string, over: Partial<Extract<NodeDraft, { op: 'conv2d' }>> = {}): NodeDraft => ({ op: 'conv2d', inputs: [input], output, weight: `${output}/w`, kernel: [3, 3], strides: [1, 1], pads: { top: 1, bottom: 1, left: 1, right: 1 }, dilations: [1, 1], groups: 1, ...over });
const relu = (input: string, output: string): NodeDraft => ({ op: 'activation', fn: { kind: 'relu' }, inputs: [input], output });
const add = (left: string, right: string, output: string): NodeDraft => ({ op: 'binary', fn: 'add', inputs: [left, right], output });

const NODES: NodeDraft[] = [
  conv('x', 'c1'),
  relu('c1', 'r1'),
  { op: 'pool', kind: 'max', inputs: ['r1'], output: 'p1', kernel: [2, 2], strides: [2, 2], pads: { top: 0, bottom: 0, left: 0, right: 0 }, dilations: [1, 1], countPadding: false },
  conv('p1', 'c2', { groups: 2 }),
  add('c2', 'p1', 's2'),
  relu('s2', 'r2'),
  conv('r2', 'c3'),
  add('p1', 'c3', 's3'),
  { op: 'reduceMean', inputs: ['s3'], output: 'm', axes: [1, 2], keepDims: false },
];
const ZEROS = { 'c1/w': [3, 3, 2, 4], 'c2/w': [3, 3, 2, 4], 'c3/w': [3, 3, 4, 4] };

function randomWeights(seed: number, format: string, size: number, scale: number, bias: Float64Array): LayerWeights {
  const random = seededRandom(seed);
  const weights = parseFormat(format);
  return { codes: Uint16Array.from({ length: size }, () => weights.codeOf(Math.floor(random() * weights.levels.length))), scales: Float64Array.of(scale), bias };
}

describe('runNetworkReference of an integer network whose gains are 1 / odd', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('gives every code and logit of the fake-quantized float network, residuals included (seed %d)', (seed) => {
    // Accumulator units: c1 1, c2 1 * 3, c3 1/5 * 15; both residuals then have the gain 1. Encoders: 3 / 1, 15 / 3, 9 / 3, and 7 for the mean of 36.
    const scales = { x: 1, r1: 3, r2: 15, s3: 9, m: 9 / 36 * 7 };
    const units = { c1: 1, c2: 3, c3: 3 };
    const random = seededRandom(seed);
    const bias = (unit: number): Float64Array => Float64Array.from({ length: 4 }, () => unit * Math.floor(40 * random() - 20));
    const constants = Object.fromEntries(Object.entries(ZEROS).map(([name, shape]) => [name, { shape, data: new Float32Array(shape.reduce((a, b) => a * b)) }]));
    const biases = Object.fromEntries(Object.entries(units).map(([name, unit]) => [name, bias(unit)]));
    Object.entries(biases).forEach(([name, data]) => (constants[`${name}/b`] = { shape: [4], data: Float32Array.from(data) }));
    const { graph, numerics, scales: given, datapath } = smallNetwork({
      inputShape: [-1, 12, 12, 2],
      nodes: NODES.map((node) => (node.op === 'conv2d' ? { ...node, bias: `${node.output}/b` } : node)),
      constants,
      weights: 'int3',
      activations: 'uint4',
      scales,
      layerWeights: {
        c1: randomWeights(10 * seed, 'int3', 72, 1, biases['c1']!),
        c2: randomWeights(10 * seed + 1, 'int3', 72, 1, biases['c2']!),
        c3: randomWeights(10 * seed + 2, 'int3', 144, 0.2, biases['c3']!),
        head: randomWeights(10 * seed + 3, 'int3', 4, 1, new Float64Array(1)),
      },
    });
    const { format } = datapath.input;
    const pixels = valuesOfRanks(format, Array.from({ length: 2 * 288 }, () => Math.floor(random() * format.levels.length)));
    const expected = runFakeQuantized(graph, numerics, given, pixels, 2);
    const { codes, logits } = runNetworkReference(datapath, pixels, { trace: true });
    const kinds = datapath.steps.map((step) => (step.kind === 'layer' ? `layer${step.residual === undefined ? '' : '+'}` : step.kind));
    expect(kinds).toEqual(['layer', 'copy', 'layer+', 'layer+', 'average', 'layer']);
    for (const { name, format: own, scale } of datapath.tensors.values()) {
      const quantizer = buildQuantizer(own, scale, 'search');
      expect([name, Array.from(codes!.get(name)!.codes, (code) => own.rankOf(code))]).toEqual([name, Array.from(expected.get(name)!, (value) => quantizer.rank(value))]);
    }
    const used = new Set(codes!.get('m')!.codes);
    expect(used.size).toBeGreaterThan(1);
    logits.forEach((logit, i) => expect(Math.fround(logit)).toBeCloseTo(expected.get('head')![i]!, 4));
  });
});

describe('runNetworkReference of a logarithmic network without fraction bits, scales powers of two', () => {
  it('accumulates products and a residual exactly: the last layer\'s values are the real sums of its operands', () => {
    const seeds = [21, 22, 23];
    for (const seed of seeds) {
      const random = seededRandom(seed);
      const { datapath } = smallNetwork({
        inputShape: [-1, 6],
        nodes: [{ op: 'dense', inputs: ['x'], output: 'd1', weight: 'd1/w' }, relu('d1', 'r1'), { op: 'dense', inputs: ['r1'], output: 'd2', weight: 'd2/w' }, add('d2', 'x', 's2')],
        constants: { 'd1/w': { shape: [6, 6], data: new Float32Array(36) }, 'd2/w': { shape: [6, 6], data: new Float32Array(36) } },
        weights: 'lns:3.0',
        activations: 'ulns:3.0',
        scales: { x: 4, r1: 8, s2: 16 },
        layerWeights: { d1: randomWeights(seed, 'lns:3.0', 36, 2, new Float64Array(6)), d2: randomWeights(seed + 50, 'lns:3.0', 36, 0.5, new Float64Array(6)) },
      });
      const { format } = datapath.input;
      const pixels = valuesOfRanks(format, Array.from({ length: 60 }, () => Math.floor(random() * format.levels.length)), 4);
      const { codes, accumulators } = runNetworkReference(datapath, pixels, { trace: true });
      const step = datapath.steps[1] as LayerStep;
      const real = (name: string): number[] => {
        const tensor = datapath.tensors.get(name)!;
        return Array.from(codes!.get(name)!.codes, (code) => tensor.format.levels[tensor.format.rankOf(code)]! * tensor.scale);
      };
      const [r1, x] = [real('r1'), real('x')];
      const weights = Array.from(step.weights.codes, (code) => step.mac.weight.levels[step.mac.weight.rankOf(code)]! * 0.5);
      accumulators!.get('s2')!.forEach((sum, i) => {
        const [image, output] = [Math.floor(i / 6), i % 6];
        let exact = x[i]!;
        for (let k = 0; k < 6; k++) exact += r1[image * 6 + k]! * weights[k * 6 + output]!;
        const entry = step.residual!.entries[output]![codes!.get('x')!.codes[i]!]!;
        expect((sum + entry) * step.units[output]!).toBe(exact);
      });
    }
  });
});
