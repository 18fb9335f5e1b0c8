import { DEFAULT_POINT, type Numerics } from '@bitscape/design';
import { createGraph, layersOf, type GraphNode } from '@bitscape/network';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveMac } from '../mac/deriveMac.js';
import { parseFormat } from '@bitscape/quantization';
import { runLayer } from '../reference/runLayer.js';
import { deriveNetworkDatapath } from './deriveNetworkDatapath.js';
import type { NetworkDatapath } from './NetworkDatapath.js';
import { overflowReport } from './overflowReport.js';
import { reachableSums } from './reachableSums.js';

type Overrides = Partial<Numerics['arithmetic']>;
interface Parts {
  readonly arithmetic?: Overrides;
  readonly weightCodes: number[];
  readonly bias?: number[];
  readonly residualScale?: number;
}

/** dense1 (3 to 2, relu), then dense2 (2 to 2) with the first result added, then a dense layer to the logits. int4 weights, uint4 activations. */
function datapathOf({ arithmetic = {}, weightCodes, bias = [0, 0], residualScale = 1 }: Parts): NetworkDatapath {
  const dense = (name: string, input: string, weight: string): GraphNode => ({ op: 'dense', name, inputs: [input], output: name, weight });
  const relu = (input: string): GraphNode => ({ op: 'activation', name: `${input}/relu`, inputs: [input], output: `${input}/relu`, fn: { kind: 'relu' } });
  const add: GraphNode = { op: 'binary', name: 'add', fn: 'add', inputs: ['dense2', 'dense1/relu'], output: 'add' };
  const zeros = (...shape: number[]) => ({ shape, data: new Float32Array(shape[0]! * shape[1]!) });
  const graph = createGraph({
    name: 'dense',
    input: { name: 'x', shape: [-1, 3] },
    output: 'logits',
    nodes: [dense('dense1', 'x', 'w1'), relu('dense1'), dense('dense2', 'dense1/relu', 'w2'), add, relu('add'), dense('logits', 'add/relu', 'w3')],
    constants: new Map([['w1', zeros(3, 2)], ['w2', zeros(2, 2)], ['w3', zeros(2, 2)]]),
  });
  const numerics: Numerics = {
    weights: { format: 'int4', granularity: 'tensor', scale: 'max' },
    activations: { format: 'uint4', scale: 'max' },
    boundary: 'same',
    arithmetic: { ...DEFAULT_POINT.numerics.arithmetic, ...arithmetic },
  };
  const weights = (codes: number[], scale = 1, own = [0, 0]) => ({ codes: Uint16Array.from(codes, (code) => code & 15), scales: Float64Array.of(scale), bias: Float64Array.from(own) });
  return deriveNetworkDatapath({
    graph,
    layers: layersOf(graph),
    numerics,
    scales: {
      activations: new Map([['x', 1], ['dense1/relu', 1], ['add/relu', 1]]),
      weights: new Map([['dense1', weights(weightCodes, 1, bias)], ['dense2', weights([1, 0, 0, 1], 1 / residualScale)], ['logits', weights([1, 0, 0, 1])]]),
    },
  });
}

describe('overflowReport(datapath)', () => {
  it('is empty for safe accumulators, whatever the weights', () => {
    expect(overflowReport(datapathOf({ weightCodes: [7, -7, 7, -7, 7, -7] }))).toEqual([]);
  });

  it.each(['saturate', 'wrap'] as const)('names the layer, the worst case and the nearest safe width of an accumulator that can %s', (overflow) => {
    // The input is signed: int4, magnitudes to 7.
    const [found, ...rest] = overflowReport(datapathOf({ weightCodes: [7, 1, 7, 0, 7, 0], arithmetic: { accumulatorBits: 8, overflow } }));
    expect(rest).toEqual([]);
    expect(found).toEqual({
      layer: 'dense1',
      part: 'accumulator',
      bits: 8,
      rule: overflow,
      worstCase: [-147, 147],
      safeBits: 9,
      channels: [0],
      message: `dense1: the accumulator of 8 bits can ${overflow}: sums reach -147 … 147; 9 bits are safe`,
    });
  });

  it('judges by the weights that are there, not by the format', () => {
    expect(overflowReport(datapathOf({ weightCodes: [7, 1, 7, 0, 4, 0], arithmetic: { accumulatorBits: 8 } }))).toEqual([]);
    expect(overflowReport(datapathOf({ weightCodes: [7, 1, 7, 0, 5, 0], arithmetic: { accumulatorBits: 8 } }))).toHaveLength(1);
  });

  it('reports a bias beyond the accumulator', () => {
    const found = overflowReport(datapathOf({ weightCodes: [1, 1, 1, 1, 1, 1], bias: [3, -500], arithmetic: { accumulatorBits: 9 } }));
    expect(found).toMatchObject([{ layer: 'dense1', part: 'bias', bits: 9, rule: 'clamp', worstCase: [-500, 3], safeBits: 10, channels: [1] }]);
    expect(found[0]!.message).toBe('dense1: a bias is clamped to 9 bits: -500 … 3 accumulator units are needed; 10 bits are safe');
  });

  it('widens the sum for a residual, and reports one that 52 bits do not hold', () => {
    const wide = datapathOf({ weightCodes: [1, 1, 1, 1, 1, 1], residualScale: 2 ** 20 });
    expect(overflowReport(wide)).toEqual([]);
    expect(wide.steps[1]).toMatchObject({ name: 'dense2', residual: { bits: 25 }, sumBits: 26, encoder: { accumulatorBits: 26 } });
    const found = overflowReport(datapathOf({ weightCodes: [1, 1, 1, 1, 1, 1], residualScale: 2 ** 50 }));
    expect(found).toMatchObject([{ layer: 'dense2', part: 'residual', bits: 52, rule: 'clamp', channels: [0, 1] }]);
    expect(found[0]!.message).toMatch(/^dense2: residuals of 2 channels are clamped to 52 bits/);
  });
});

describe('reachableSums(mac, weights)', () => {
  it.each([
    ['int3', 'uint2'],
    ['int3', 'int2'],
    ['lns:1.1', 'ulns:1.1'],
    ['lns:1.0', 'lns:1.1'],
  ])('%s × %s: the extremes over all inputs', (weightName, activationName) => {
    const mac = deriveMac(parseFormat(weightName), parseFormat(activationName), DEFAULT_POINT.numerics.arithmetic, 3);
    const { activation, weight } = mac;
    const levels = activation.levels.length;
    const inputs = Uint16Array.from({ length: 3 * levels ** 3 }, (_, i) => activation.codeOf(Math.floor(Math.floor(i / 3) / levels ** (i % 3)) % levels));
    fc.assert(
      fc.property(fc.array(fc.nat(weight.levels.length - 1), { minLength: 3, maxLength: 3 }), (ranks) => {
        const weights = { shape: [3, 1], codes: Uint16Array.from(ranks, (rank) => weight.codeOf(rank)) };
        const { accumulators } = runLayer({ mac }, { op: 'dense' }, { shape: [levels ** 3, 3], codes: inputs }, weights);
        expect(reachableSums(mac, weights)).toEqual([{ least: Math.min(...accumulators) + 0, greatest: Math.max(...accumulators) + 0 }]);
      }),
      { numRuns: 30 },
    );
  });
});
