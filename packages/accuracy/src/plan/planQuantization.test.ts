import { DEFAULT_POINT, type Numerics } from '@bitscape/design';
import { layersOf, runGraphReference, runGraphTensors, type Graph } from '@bitscape/network';
import { buildQuantizer, MagnitudeHistogram, parseFormat } from '@bitscape/quantization';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../engine/openEngine.js';
import type { InferenceEngine } from '../engine/InferenceEngine.js';
import { calibrate } from './calibrate.js';
import { planQuantization } from './planQuantization.js';
import type { QuantizationPlan } from './QuantizationPlan.js';
import { testNetwork, waves } from './testNetwork.js';
import { WeightQuantizer } from './WeightQuantizer.js';

const graph = testNetwork();
const layers = layersOf(graph);
const pixels = waves(8 * 108, 3);
const numerics = (weights: string, activations: string, boundary: Numerics['boundary'] = { weights: 'int8', activations: 'uint8' }): Numerics => ({
  ...DEFAULT_POINT.numerics,
  weights: { format: weights, granularity: 'channel', scale: 'mse' },
  activations: { format: activations, scale: 'mse' },
  boundary,
});

let engine: InferenceEngine;
beforeAll(async () => {
  engine = await openEngine('tfjs-wasm');
});

const calibration = (): ReturnType<typeof calibrate> => calibrate(graph, layers, [{ pixels: pixels.slice(0, 5 * 108), images: 5 }, { pixels: pixels.slice(5 * 108), images: 3 }]);
const formats = (plan: QuantizationPlan): Record<string, string> => Object.fromEntries([...plan.activations].map(([name, { format }]) => [name, format.name]));

describe('calibrate', () => {
  it('sees the values of every tensor that enters storage, over all batches', () => {
    const before = tf.memory().numTensors;
    const { images, histograms } = calibration();
    expect(images).toBe(8);
    expect([...histograms.keys()]).toEqual(['input', 'relu1', 'relu2', 'relu3', 'mean']);
    const reference = runGraphTensors(graph, pixels, 8);
    for (const [name, histogram] of histograms) {
      const expected = new MagnitudeHistogram();
      expected.add(reference.get(name)!);
      expect(histogram.count).toBe(expected.count);
      expect(histogram.range[1]).toBeCloseTo(expected.range[1], 4);
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('planQuantization', () => {
  it('gives each tensor the format of the layers that read it, signed where values can be negative', () => {
    const plan = planQuantization({ graph, layers, numerics: numerics('lns:2.1', 'ulns:2.2'), calibration: calibration() });
    expect(formats(plan)).toEqual({ input: 'int8', relu1: 'ulns:2.2', relu2: 'ulns:2.2', relu3: 'ulns:2.2', mean: 'uint8' });
    expect([...plan.weights].map(([node, { format }]) => [node, format.name])).toEqual([['conv1', 'int8'], ['conv2', 'lns:2.1'], ['conv3', 'lns:2.1'], ['fc', 'int8']]);
  });

  it('treats all layers alike with boundary "same"', () => {
    const plan = planQuantization({ graph, layers, numerics: numerics('int4', 'uint4', 'same'), calibration: calibration() });
    expect(formats(plan)).toEqual({ input: 'int4', relu1: 'uint4', relu2: 'uint4', relu3: 'uint4', mean: 'uint4' });
    expect(new Set([...plan.weights.values()].map(({ format }) => format.name))).toEqual(new Set(['int4']));
  });

  it('quantizes the weights of a layer once for all plans that share a WeightQuantizer', () => {
    const weights = new WeightQuantizer(graph);
    const a = planQuantization({ graph, layers, numerics: numerics('int4', 'uint4'), calibration: calibration(), weights });
    const b = planQuantization({ graph, layers, numerics: numerics('int4', 'uint8'), calibration: calibration(), weights });
    expect(b.weights.get('conv2')).toBe(a.weights.get('conv2'));
    expect(a.weights.get('conv2')!.scales).toHaveLength(4);
  });

  it('refuses a format that does not exist and a calibration of another network', () => {
    expect(() => planQuantization({ graph, layers, numerics: numerics('int99', 'uint4'), calibration: calibration() })).toThrow('int99');
    expect(() => planQuantization({ graph, layers, numerics: numerics('int4', 'uint4'), calibration: { images: 0, histograms: new Map() } })).toThrow('calibration has no values');
  });
});

/** The float graph with quantized weights, cut at every stored tensor: plain loops between plain quantizers. */
function referenceRun(plan: QuantizationPlan): Float32Array {
  const constants = new Map(graph.constants);
  for (const { constant, values } of plan.weights.values()) constants.set(constant, { ...constants.get(constant)!, data: values });
  const stored = new Map<string, Float32Array>();
  const quantized = (name: string, values: Float32Array): Float32Array => {
    const { format, scale } = plan.activations.get(name)!;
    const output = new Float32Array(values.length);
    buildQuantizer(format, scale, 'search').fakeQuantize(values, output);
    stored.set(name, output);
    return output;
  };
  const section = (input: string, output: string, names: readonly string[]): Graph => ({
    ...graph,
    constants,
    nodes: graph.nodes.filter((node) => names.includes(node.name)),
    input: { name: input, shape: graph.shapes.get(input)! },
    output: { name: output, shape: graph.shapes.get(output)! },
  });
  const run = (input: string, output: string, names: readonly string[], from: Float32Array): Float32Array => runGraphReference(section(input, output, names), from, 8);
  const relu1 = quantized('relu1', run('input', 'relu1', ['conv1', 'relu1'], quantized('input', pixels)));
  const pool = run('relu1', 'pool', ['pool'], relu1);
  const relu2 = quantized('relu2', run('pool', 'relu2', ['conv2', 'relu2'], pool));
  const conv3 = run('relu2', 'conv3', ['conv3'], relu2);
  const relu3 = quantized('relu3', conv3.map((x, i) => Math.max(0, x + pool[i]!)));
  const mean = quantized('mean', run('relu3', 'mean', ['mean'], relu3));
  return run('mean', 'logits', ['fc'], mean);
}

describe.each([['int8', 'uint8'], ['int3', 'uint4'], ['lns:2.1', 'ulns:2.2'], ['lns:3.2', 'ulns:3.3']])('quantized inference, %s weights and %s activations', (w, a) => {
  it('equals plain loops between plain quantizers', () => {
    const plan = planQuantization({ graph, layers, numerics: numerics(w, a), calibration: calibration() });
    const network = engine.prepare(graph, plan);
    const actual = network.run(pixels, 8);
    const before = tf.memory();
    expect(network.run(pixels, 8)).toEqual(actual);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    network.dispose();
    const expected = referenceRun(plan);
    // A float sum next to a decision threshold may fall on its other side: rare, and one level in size.
    const differences = actual.map((x, i) => Math.abs(x - expected[i]!));
    expect(differences.filter((d) => d > 1e-4).length).toBeLessThanOrEqual(2);
    expect(Math.max(...differences)).toBeLessThan(0.05);
  });

  it('differs from the float network', () => {
    const plan = planQuantization({ graph, layers, numerics: numerics(w, a), calibration: calibration() });
    const network = engine.prepare(graph, plan);
    const float = runGraphReference(graph, pixels, 8);
    expect(Math.max(...network.run(pixels, 8).map((x, i) => Math.abs(x - float[i]!)))).toBeGreaterThan(1e-4);
    network.dispose();
  });
});

describe('formats on a real shape', () => {
  it('finer formats come closer to the float network', () => {
    const float = runGraphReference(graph, pixels, 8);
    const errors = ['int3/uint3', 'int5/uint5', 'int8/uint8'].map((pair) => {
      const [w, a] = pair.split('/') as [string, string];
      expect(parseFormat(w).bits).toBeGreaterThan(0);
      const network = engine.prepare(graph, planQuantization({ graph, layers, numerics: numerics(w, a, 'same'), calibration: calibration() }));
      const error = network.run(pixels, 8).reduce((sum, x, i) => sum + (x - float[i]!) ** 2, 0);
      network.dispose();
      return error;
    });
    expect(errors[0]!).toBeGreaterThan(errors[1]! * 4);
    expect(errors[1]!).toBeGreaterThan(errors[2]! * 4);
  });
});
