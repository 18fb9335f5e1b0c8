import { deriveNetworkDatapath, overflowReport, runNetworkReference } from '@bitscape/datapath';
import { DEFAULT_POINT, type Numerics } from '@bitscape/design';
import { foldBatchNorm, layersOf, loadDataset, loadNetwork, normalizeImages, resolveNormalization } from '@bitscape/network';
import { describe, expect, it } from 'vitest';
import { openEngine } from '../engine/openEngine.js';
import { planWorkload } from '../pool/planWorkload.js';
import { networkScales } from './networkScales.js';

const IMAGES = 40;
const normalization = resolveNormalization('glyphs', 1);
const workload = { network: 'glyphs-cnn', dataset: 'glyphs', normalization, calibrationImages: 64 };
const numericsOf = (weights: string, activations: string): Numerics => ({
  ...DEFAULT_POINT.numerics,
  weights: { format: weights, granularity: 'channel', scale: 'mse' },
  activations: { format: activations, scale: 'mse' },
});

describe.each([
  ['int8', 'uint8'],
  ['int4', 'uint4'],
  ['lns:3.2', 'ulns:3.3'],
])('networkScales(plan, graph, layers) of %s × %s', (weights, activations) => {
  it('gives the codes of the planned weights and a datapath that decides like the fast evaluation', async () => {
    const graph = foldBatchNorm(await loadNetwork('glyphs-cnn'));
    const layers = layersOf(graph);
    const numerics = numericsOf(weights, activations);
    const plan = await planWorkload(workload, graph, layers, numerics);
    const scales = networkScales(plan, graph, layers);
    for (const [name, { codes, scales: weightScales }] of scales.weights) {
      const { format, values } = plan.weights.get(name)!;
      const restored = Float32Array.from(codes, (code, i) => format.levels[format.rankOf(code)]! * weightScales[i % weightScales.length]!);
      expect(restored).toEqual(values);
    }
    const datapath = deriveNetworkDatapath({ graph, layers, numerics, scales });
    expect(overflowReport(datapath)).toEqual([]);
    const pixels = normalizeImages(await loadDataset('glyphs', 'test', { limit: IMAGES }), normalization, 0, IMAGES);
    const prepared = (await openEngine('tfjs')).prepare(graph, plan);
    const fast = prepared.run(pixels, IMAGES);
    prepared.dispose();
    const { logits } = runNetworkReference(datapath, pixels);
    expect(logits.length).toBe(fast.length);
    const classes = fast.length / IMAGES;
    const decision = (values: Float32Array | Float64Array, image: number): number => {
      const row = Array.from(values.subarray(image * classes, (image + 1) * classes));
      return row.indexOf(Math.max(...row));
    };
    const same = Array.from({ length: IMAGES }, (_, image) => decision(logits, image) === decision(fast, image));
    expect(same.filter(Boolean).length).toBeGreaterThanOrEqual(IMAGES - 1);
  });
});

it('networkScales refuses a plan of another network', async () => {
  const [cnn, mlp] = await Promise.all(['glyphs-cnn', 'glyphs-mlp'].map(async (name) => foldBatchNorm(await loadNetwork(name))));
  const plan = await planWorkload(workload, cnn!, layersOf(cnn!), DEFAULT_POINT.numerics);
  expect(() => networkScales(plan, mlp!, layersOf(mlp!))).toThrow('the plan has no scale for the tensor');
});
