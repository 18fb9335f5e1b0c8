import { BitscapeError } from '@bitscape/errors';
import { DEFAULT_POINT } from '@bitscape/design';
import { buildEmbeddedNetwork, foldBatchNorm, layersOf, type Graph } from '@bitscape/network';
import { describe, expect, it } from 'vitest';
import { runNetworkReference } from '../reference/runNetworkReference.js';
import { calibratedScales } from '../testing/fakeQuantizedNetwork.js';
import { smallNetwork, type NodeDraft, type SmallNetwork } from '../testing/smallNetwork.js';
import { deriveNetworkDatapath } from './deriveNetworkDatapath.js';
import type { HostStep, LayerStep } from './NetworkDatapath.js';
import type { NetworkScales } from './NetworkScales.js';

const { numerics } = DEFAULT_POINT;
const folded = foldBatchNorm(buildEmbeddedNetwork('glyphs-resnet', 3));
const derive = (graph: Graph, scales: NetworkScales) => deriveNetworkDatapath({ graph, layers: layersOf(graph), numerics, scales });
const scalesOf = (graph: Graph): NetworkScales => calibratedScales(graph, numerics, new Float32Array(512).fill(0.5), 2);

function failure(run: () => unknown): BitscapeError {
  try {
    run();
  } catch (error) {
    if (error instanceof BitscapeError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const small = (nodes: NodeDraft[], over: Partial<SmallNetwork> = {}) => () => smallNetwork({ inputShape: [-1, 4, 3], activations: 'uint4', nodes, ...over });
const activation = (kind: 'relu' | 'sigmoid', input: string, output: string): NodeDraft => ({ op: 'activation', fn: { kind }, inputs: [input], output });
const dense = (input: string, output: string): NodeDraft => ({ op: 'dense', inputs: [input], output, weight: 'w' });
const W = { w: { shape: [3, 3], data: new Float32Array(9) } };

describe('deriveNetworkDatapath of a residual network', () => {
  const datapath = derive(folded, scalesOf(folded));

  it('has a step for every stored tensor but the input, and one for the logits, in order', () => {
    expect(datapath.steps.map(({ kind }) => kind)).toEqual(['layer', 'layer', 'layer', 'layer', 'copy', 'copy', 'layer', 'layer', 'copy', 'copy', 'layer', 'average', 'layer']);
    const written = [...datapath.tensors.keys()].filter((name) => name !== folded.input.name);
    expect(datapath.steps.map(({ output }) => output).sort()).toEqual([...written, folded.output.name].sort());
    const known = new Set([datapath.input.name]);
    for (const step of datapath.steps) {
      expect(step.inputs.every((name) => known.has(name))).toBe(true);
      known.add(step.output);
    }
  });

  it('widens the sum and the encoder of layers with a residual by one bit beyond the wider operand', () => {
    const layers = datapath.steps.filter((step): step is LayerStep => step.kind === 'layer');
    expect(layers.filter(({ residual }) => residual !== undefined).map(({ name }) => name)).toEqual(['block1/conv2', 'block2/conv2', 'block3/conv2']);
    for (const { mac, residual, sumBits, encoder } of layers) {
      expect(sumBits).toBe(residual === undefined ? mac.accumulator.bits : 1 + Math.max(mac.accumulator.bits, residual.bits));
      if (encoder !== undefined) expect(encoder.accumulatorBits).toBe(sumBits);
    }
  });

  it('gives a residual one table a channel: level times scale in the channel\'s accumulator units', () => {
    const step = datapath.steps[2] as LayerStep;
    expect(step.name).toBe('block1/conv2');
    const { format, scale } = datapath.tensors.get(step.inputs[1]!)!;
    expect(step.residual!.entries.length).toBe(step.units.length);
    step.residual!.entries.forEach((table, channel) => {
      table.forEach((entry, code) => {
        const exact = (format.levels[format.rankOf(code)]! * scale) / step.units[channel]!;
        expect(Math.abs(entry - exact)).toBeLessThanOrEqual(0.5 + exact * 2 ** -16);
      });
    });
  });
});

describe('deriveNetworkDatapath behind the logits', () => {
  it('leaves a pool of the last layer\'s values and a softmax to the host', () => {
    const base = smallNetwork({ inputShape: [-1, 4, 3], activations: 'uint8', nodes: [dense('x', 'd'), activation('relu', 'd', 'r')], constants: W, layerWeights: { d: { codes: Uint16Array.from([1, 0, 0, 0, 1, 0, 0, 0, 1]), scales: Float64Array.of(1), bias: Float64Array.of(0, 0.5, 0) } } });
    const nodes = [...base.graph.nodes.slice(0, 2), { op: 'reduceMean', name: 'mean', inputs: ['r'], output: 'mean', axes: [1], keepDims: false }] as const;
    const shapes = new Map([...base.graph.shapes, ['mean', [-1, 3]]]);
    const graph: Graph = { ...base.graph, nodes, shapes, output: { name: 'mean', shape: [-1, 3] } };
    const datapath = deriveNetworkDatapath({ graph, layers: layersOf(graph), numerics: base.numerics, scales: base.scales });
    expect(datapath.steps.map(({ kind }) => kind)).toEqual(['layer', 'host']);
    expect((datapath.steps[1] as HostStep).node.name).toBe('mean');
    // Codes of r are rounded values of x, relu'd, plus 0.5 in the second channel, rounded half up.
    const { logits } = runNetworkReference(datapath, Float32Array.from([1, 2, -3, 2, 3, 4, 3, 4, 5, 4, 5, 6]));
    expect(Array.from(logits)).toEqual([2.5, 4.5, 3.75]);
  });

  it('keeps a reshape of the logits in double precision', () => {
    const base = smallNetwork({ inputShape: [-1, 4, 3], activations: 'uint8', nodes: [dense('x', 'd'), activation('relu', 'd', 'r')], constants: W });
    const nodes = [base.graph.nodes[0]!, { op: 'reshape', name: 'flat', inputs: ['d'], output: 'flat', shape: [-1, 12] }] as const;
    const graph: Graph = { ...base.graph, nodes, shapes: new Map([...base.graph.shapes, ['flat', [-1, 12]]]), output: { name: 'flat', shape: [-1, 12] } };
    const weights = new Map([['d', { codes: Uint16Array.from([1, 1, 1, 0, 0, 0, 0, 0, 0]), scales: Float64Array.of(1 / 3), bias: Float64Array.of(0.1, 0.2, 0.3) }]]);
    const datapath = deriveNetworkDatapath({ graph, layers: layersOf(graph), numerics: base.numerics, scales: { ...base.scales, weights } });
    const { logits } = runNetworkReference(datapath, new Float32Array(12).fill(1));
    expect(Array.from(logits.subarray(0, 3))).toEqual([1 / 3 + 0.1, 1 / 3 + 0.2, 1 / 3 + 0.3]);
  });
});

describe('deriveNetworkDatapath refuses', () => {
  it.each<[string, () => unknown, string, string, RegExp]>([
    ['a softmax between layers', small([{ op: 'softmax', inputs: ['x'], output: 'y', axis: 2 }]), 'unsupported-operator', 'y', /softmax has no integer rule/],
    ['a product of tensors', small([activation('sigmoid', 'x', 'a'), { op: 'binary', fn: 'mul', inputs: ['a', 'x'], output: 'y' }]), 'unsupported-operator', 'y', /a mul of two tensors/],
    ['a padding with other values than 0', small([{ op: 'pad', inputs: ['x'], output: 'y', pads: [[0, 0], [1, 1], [0, 0]], value: 1 }]), 'unsupported-operator', 'y', /pad has no integer rule/],
    ['a sigmoid behind a layer', small([dense('x', 'd'), activation('sigmoid', 'd', 'y')], { constants: W }), 'infeasible', 'd', /sigmoid/],
    ['scales too far apart for a sum', small([activation('sigmoid', 'x', 'a'), { op: 'binary', fn: 'add', inputs: ['a', 'x'], output: 'y' }], { scales: { x: 1e20, a: 1e-20 } }), 'infeasible', 'y', /needs more than 52 bits/],
    ['a mean of too many values of too many octaves', small([{ op: 'reduceMean', inputs: ['x'], output: 'y', axes: [1], keepDims: false }], { inputShape: [-1, 8192, 1], activations: 'ulns:5.2' }), 'infeasible', 'y', /8192 linear lns:5.1 values needs more than 52 bits/],
    ['batch normalisation that was not folded', () => derive(buildEmbeddedNetwork('glyphs-resnet', 3), scalesOf(folded)), 'unsupported-operator', 'stem/norm', /no integer rule of its own/],
  ])('%s, naming the node', (_, run, code, node, message) => {
    const error = failure(run);
    expect([error.code, error.where?.node]).toEqual([code, node]);
    expect(error.message).toMatch(message);
  });

  it('scales that are missing, not positive, or different within a group', () => {
    const scales = scalesOf(folded);
    const without = new Map(scales.activations);
    without.delete(folded.input.name);
    expect(failure(() => derive(folded, { ...scales, activations: without })).message).toMatch(/"input" need one positive scale/);
    expect(failure(() => derive(folded, { ...scales, activations: new Map(scales.activations).set(folded.input.name, 0) })).code).toBe('internal');
    expect(failure(() => derive(folded, { ...scales, weights: new Map() })).where?.node).toBe('stem');
    const stem = { ...scales.weights.get('stem')!, codes: new Uint16Array(3) };
    expect(failure(() => derive(folded, { ...scales, weights: new Map(scales.weights).set('stem', stem) })).message).toMatch(/3 weight codes/);
  });
});
