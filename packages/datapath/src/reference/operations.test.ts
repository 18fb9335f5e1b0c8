import { seededRandom } from '@bitscape/design';
import { runGraphTensors } from '@bitscape/network';
import { buildQuantizer } from '@bitscape/quantization';
import { describe, expect, it } from 'vitest';
import type { AdditionStep, AverageStep } from '../network/NetworkDatapath.js';
import { smallNetwork, valuesOfRanks, type NodeDraft, type SmallNetwork } from '../testing/smallNetwork.js';
import { runNetworkReference, type NetworkRun } from './runNetworkReference.js';

const PADS = { top: 0, bottom: 0, left: 0, right: 0 };
const pool = (over: Partial<Extract<NodeDraft, { op: 'pool' }>>): NodeDraft => ({ op: 'pool', kind: 'average', inputs: ['x'], output: 'y', kernel: [2, 2], strides: [2, 2], dilations: [1, 1], pads: PADS, countPadding: false, ...over });
const mean = (axes: number[], keepDims = false): NodeDraft => ({ op: 'reduceMean', inputs: ['x'], output: 'y', axes, keepDims });

/** Two random images on the levels of the input format, run through the network. */
function run(options: SmallNetwork, seed = 1): NetworkRun & ReturnType<typeof smallNetwork> & { pixels: Float32Array } {
  const network = smallNetwork(options);
  const random = seededRandom(seed);
  const { format, scale, shape } = network.datapath.input;
  const size = 2 * shape.slice(1).reduce((product, side) => product * side, 1);
  const pixels = valuesOfRanks(format, Array.from({ length: size }, () => Math.floor(random() * format.levels.length)), scale);
  return { ...network, ...runNetworkReference(network.datapath, pixels, { trace: true }), pixels };
}

/** Ranks of a traced tensor. */
function ranksOf({ datapath, codes }: ReturnType<typeof run>, name: string): number[] {
  const { format } = datapath.tensors.get(name)!;
  return Array.from(codes!.get(name)!.codes, (code) => format.rankOf(code));
}

/** Ranks that the float operation and the quantizer give for the same pixels. */
function floatRanks({ datapath, graph, pixels }: ReturnType<typeof run>, name: string): number[] {
  const { format, scale } = datapath.tensors.get(name)!;
  const quantizer = buildQuantizer(format, scale, 'search');
  return Array.from(runGraphTensors(graph, pixels, 2).get(name)!, (value) => quantizer.rank(value));
}

const MOVES: [string, number[], NodeDraft[]][] = [
  ['max pool', [-1, 5, 4, 3], [pool({ kind: 'max', kernel: [3, 2], pads: { top: 1, bottom: 0, left: 0, right: 1 } })]],
  ['slice', [-1, 5, 4, 3], [{ op: 'slice', inputs: ['x'], output: 'y', ranges: [{ start: 0, end: -1, step: 1 }, { start: 1, end: 5, step: 2 }, { start: 0, end: 3, step: 1 }, { start: 1, end: 3, step: 1 }] }]],
  ['pad with 0', [-1, 2, 3, 2], [{ op: 'pad', inputs: ['x'], output: 'y', pads: [[0, 0], [1, 0], [0, 2], [1, 1]], value: 0 }]],
  ['reshape', [-1, 2, 3, 2], [{ op: 'reshape', inputs: ['x'], output: 'y', shape: [-1, 12] }]],
  ['transpose', [-1, 2, 3, 4], [{ op: 'transpose', inputs: ['x'], output: 'y', permutation: [0, 3, 1, 2] }]],
  ['concat', [-1, 2, 2, 3], [pool({ kind: 'max', output: 'm', kernel: [1, 1], strides: [1, 1] }), { op: 'concat', inputs: ['x', 'm', 'x'], output: 'y', axis: 3 }]],
];

describe.each(['uint4', 'ulns:2.1'])('copied codes of %s', (activations) => {
  it.each(MOVES)('%s: exactly the float operation', (_, inputShape, nodes) => {
    const result = run({ inputShape, nodes, activations, scales: { x: 0.37 } });
    expect(result.datapath.steps.slice(0, -1).every(({ kind }) => kind === 'copy')).toBe(true);
    expect(ranksOf(result, 'y')).toEqual(floatRanks(result, 'y'));
    expect(result.codes!.get('y')!.shape).toEqual([2, ...result.graph.shapes.get('y')!.slice(1)]);
  });
});

const AVERAGES: [string, number[], NodeDraft, number[]][] = [
  ['2 x 2 pool', [-1, 4, 4, 3], pool({}), [4]],
  ['3 x 3 pool', [-1, 5, 5, 2], pool({ kernel: [3, 3], strides: [1, 1] }), [9]],
  ['padding counted', [-1, 4, 4, 2], pool({ kernel: [3, 3], pads: { top: 1, bottom: 1, left: 1, right: 1 }, countPadding: true }), [9]],
  ['padding left out', [-1, 4, 4, 2], pool({ kernel: [3, 3], strides: [1, 1], pads: { top: 1, bottom: 1, left: 1, right: 1 } }), [4, 6, 9]],
  ['mean over the image', [-1, 3, 5, 4], mean([1, 2]), [15]],
  ['mean over channels, kept', [-1, 3, 2, 4], mean([3], true), [4]],
  ['mean over one side', [-1, 3, 2, 4], mean([2]), [2]],
];

describe('average', () => {
  it.each(AVERAGES)('%s of integers: exact sums, a nearest level of sum / count; ties up when the count is a power of two', (_, inputShape, node, counts) => {
    const result = run({ inputShape, nodes: [node], activations: 'uint8', scales: { x: 1, y: 1 } });
    const step = result.datapath.steps[0] as AverageStep;
    expect(step.counts).toEqual(counts);
    // Float sums of integers are exact; times the divisor they are the integers again.
    const means = runGraphTensors(result.graph, result.pixels, 2).get('y')!;
    const sums = result.accumulators!.get('y')!;
    expect(sums.length).toBe(means.length);
    ranksOf(result, 'y').forEach((rank, i) => {
      const count = counts.find((candidate) => Math.abs(sums[i]! / candidate - means[i]!) < 1e-4);
      expect(count).toBeDefined();
      const rest = 2 * (sums[i]! - (rank - 127) * count!);
      expect(Math.abs(rest)).toBeLessThanOrEqual(count!);
      if (Number.isInteger(Math.log2(count!))) expect(rest).toBeLessThan(count!);
    });
  });

  it.each(AVERAGES)('%s of logarithms: within the table of the float sum, codes within one rank', (_, inputShape, node) => {
    const result = run({ inputShape, nodes: [node], activations: 'ulns:3.3', scales: { x: 2, y: 1.5 } });
    const expected = floatRanks(result, 'y');
    const zero = result.datapath.tensors.get('y')!.format.zeroRank;
    const far = ranksOf(result, 'y').filter((rank, i) => Math.abs(rank - expected[i]!) > 1 && Math.abs(expected[i]! - zero) > 12);
    expect(far).toEqual([]);
  });

  it('holds the largest sum that codes can make', () => {
    const result = run({ inputShape: [-1, 4, 4, 1], nodes: [mean([1, 2])], activations: 'uint4' });
    expect((result.datapath.steps[0] as AverageStep).sumBits).toBe(8);
    const pixels = new Float32Array(16).fill(7);
    expect(runNetworkReference(result.datapath, pixels, { trace: true }).accumulators!.get('y')).toEqual(Float64Array.of(112));
  });
});

describe('addition', () => {
  const added = (fn: 'add' | 'sub', activations: string, scales: Record<string, number>) =>
    run({
      inputShape: [-1, 4, 4, 3],
      nodes: [
        { op: 'activation', fn: { kind: 'clip', min: -3, max: 4 }, inputs: ['x'], output: 'a' },
        { op: 'binary', fn, inputs: ['a', 'x'], output: 'y' },
      ],
      activations,
      scales,
    });

  it.each(['add', 'sub'] as const)('%s of integers with scales in the ratio of a power of two: exact sums', (fn) => {
    const result = added(fn, 'uint6', { x: 0.5, a: 0.25, y: 0.75 });
    const { operands } = result.datapath.steps[1] as AdditionStep;
    const [a, x] = ['a', 'x'].map((name) => ranksOf(result, name).map((rank) => BigInt(rank - 31)));
    const sign = fn === 'add' ? 1n : -1n;
    expect(Array.from(result.accumulators!.get('y')!, BigInt)).toEqual(a!.map((level, i) => 16n * level + sign * 32n * x![i]!));
    expect(operands[1].entries[0]![31]).toBe(fn === 'add' ? 992 : -992);
  });

  it.each([
    ['add', 'uint8', { x: 0.05, a: 0.031, y: 0.07 }],
    ['sub', 'uint8', { x: 0.05, a: 0.031, y: 0.07 }],
    ['add', 'ulns:3.4', { x: 8, a: 4, y: 12 }],
  ] as const)('%s of %s at scales %o: codes within one rank of the float sum', (fn, activations, scales) => {
    const result = added(fn, activations, scales);
    const { format: out, scale: outScale } = result.datapath.tensors.get('y')!;
    const quantizer = buildQuantizer(out, outScale, 'search');
    const values = (name: string): number[] => {
      const { format, scale } = result.datapath.tensors.get(name)!;
      return ranksOf(result, name).map((rank) => format.levels[rank]! * scale);
    };
    const [a, x] = [values('a'), values('x')];
    const distances = ranksOf(result, 'y').map((rank, i) => Math.abs(rank - quantizer.rank(fn === 'add' ? a[i]! + x[i]! : a[i]! - x[i]!)));
    expect(Math.max(...distances)).toBeLessThanOrEqual(1);
    expect(distances.filter((distance) => distance > 0).length / distances.length).toBeLessThan(0.08);
  });
});

describe('lookup', () => {
  const constant = (...data: number[]) => ({ c: { shape: [data.length], data: Float32Array.from(data) } });
  const binary = (fn: 'add' | 'sub' | 'mul' | 'div', side: 'left' | 'right'): NodeDraft => ({ op: 'binary', fn, inputs: ['x'], output: 'y', constant: { name: 'c', side } });
  const vector = (value: number) => ({ shape: [3], data: Float32Array.of(value, 2 * value, 3 * value) });
  const CASES: [string, NodeDraft, SmallNetwork['constants'], number][] = [
    ['sigmoid', { op: 'activation', fn: { kind: 'sigmoid' }, inputs: ['x'], output: 'y' }, {}, 1],
    ['leaky relu', { op: 'activation', fn: { kind: 'leakyRelu', alpha: 0.1 }, inputs: ['x'], output: 'y' }, {}, 1],
    ['addition of a number', binary('add', 'right'), constant(0.3), 1],
    ['product with a number a channel', binary('mul', 'right'), constant(0.3, -2, 1), 3],
    ['subtraction from a number a channel', binary('sub', 'left'), constant(0.3, -2, 1), 3],
    ['batch normalisation', { op: 'batchNorm', inputs: ['x'], output: 'y', gamma: 'g', beta: 'b', mean: 'm', variance: 'v', epsilon: 1e-5 }, { g: vector(-0.5), b: vector(0.2), m: vector(0.1), v: vector(1) }, 3],
  ];

  it.each(['uint4', 'uint8', 'ulns:3.2'].flatMap((format) => CASES.map((entry) => [format, ...entry] as const)))('%s, %s: exactly the float operation', (activations, _, node, constants, tables) => {
    const result = run({ inputShape: [-1, 4, 4, 3], nodes: [node], constants: constants!, activations, scales: { x: 0.5, y: 0.3 } });
    expect(result.datapath.steps[0]).toMatchObject({ kind: 'lookup', tables: { length: tables } });
    expect(ranksOf(result, 'y')).toEqual(floatRanks(result, 'y'));
  });

  it('refuses constants along other axes, results that are no numbers, wide codes', () => {
    const build = (node: NodeDraft, constants: SmallNetwork['constants'], activations = 'uint4') => () => smallNetwork({ inputShape: [-1, 2, 3], nodes: [node], constants: constants!, activations });
    expect(build(binary('add', 'right'), { c: { shape: [2, 1], data: Float32Array.of(1, 2) } })).toThrow('constant of shape [2, 1]');
    expect(build(binary('div', 'left'), constant(0))).toThrow('no result for the stored value 0');
    expect(build(binary('add', 'right'), constant(1), 'uint13')).toThrow('13 address bits');
  });
});
