import { deriveNetworkDatapath, runNetworkReference } from '@bitscape/datapath';
import { DEFAULT_POINT, type Numerics } from '@bitscape/design';
import { foldBatchNorm, layersOf, loadDataset, loadNetwork, normalizeImages, resolveNormalization } from '@bitscape/network';
import { beforeAll, describe, expect, it } from 'vitest';
import { calibrate } from '../plan/calibrate.js';
import { networkScales } from '../plan/networkScales.js';
import { planQuantization } from '../plan/planQuantization.js';
import { ExactEngine } from './ExactEngine.js';
import type { InferenceEngine } from './InferenceEngine.js';
import { openEngine } from './openEngine.js';

const IMAGES = 60;
const normalization = resolveNormalization('glyphs', 1);

const numericsOf = (weights: string, activations: string, arithmetic: Partial<Numerics['arithmetic']> = {}): Numerics => ({
  ...DEFAULT_POINT.numerics,
  weights: { ...DEFAULT_POINT.numerics.weights, format: weights },
  activations: { ...DEFAULT_POINT.numerics.activations, format: activations },
  arithmetic: { ...DEFAULT_POINT.numerics.arithmetic, ...arithmetic },
});

describe('ExactEngine', () => {
  let exact: InferenceEngine;
  let float: InferenceEngine;
  let pixels: Float32Array;
  beforeAll(async () => {
    float = await openEngine('auto');
    exact = await openEngine('exact');
    pixels = normalizeImages(await loadDataset('glyphs', 'test', { limit: IMAGES }), normalization, 0, IMAGES);
  });

  it.each([
    ['glyphs-resnet', numericsOf('int4', 'uint4')],
    ['glyphs-resnet', numericsOf('lns:3.2', 'ulns:3.3')],
    ['glyphs-cnn', numericsOf('lns:3.3', 'ulns:3.3', { termBits: 8 })],
    ['glyphs-mlp', numericsOf('int8', 'uint8')],
  ])('%s: logits of the integer reference bit for bit, decisions close to those of the float engine', async (name, numerics) => {
    const graph = foldBatchNorm(await loadNetwork(name));
    const layers = layersOf(graph);
    const train = await loadDataset('glyphs', 'train', { limit: 64 });
    const calibration = calibrate(graph, layers, [{ pixels: normalizeImages(train, normalization, 0, 64), images: 64 }]);
    const plan = planQuantization({ graph, layers, numerics, calibration });
    const run = (engine: InferenceEngine): Float32Array => {
      const network = engine.prepare(graph, plan);
      const logits = network.run(pixels, IMAGES);
      network.dispose();
      return logits;
    };
    const logits = run(exact);
    const datapath = deriveNetworkDatapath({ graph, layers, numerics, scales: networkScales(plan, graph, layers) });
    expect(logits).toEqual(Float32Array.from(runNetworkReference(datapath, pixels).logits));
    const floatDecisions = decisions(run(float));
    const agreeing = decisions(logits).filter((decision, i) => decision === floatDecisions[i]).length;
    expect(agreeing).toBeGreaterThanOrEqual(IMAGES - 4);
  }, 60_000);

  it('multiplies by a truncated 8-bit multiplier as the integer reference does, and not as the exact multiplier', async () => {
    const numerics = { ...numericsOf('int8', 'uint8'), boundary: 'same' as const };
    const graph = foldBatchNorm(await loadNetwork('glyphs-cnn'));
    const layers = layersOf(graph);
    const train = await loadDataset('glyphs', 'train', { limit: 64 });
    const calibration = calibrate(graph, layers, [{ pixels: normalizeImages(train, normalization, 0, 64), images: 64 }]);
    const plan = planQuantization({ graph, layers, numerics, calibration });
    // Partial products of the lowest six columns are not built: each magnitude loses them.
    const truncated = (w: number, a: number): number => {
      const magnitude = Math.abs(w);
      let sum = 0;
      for (let i = 0; i < 8; i++) for (let j = 0; j < 8; j++) if (i + j >= 6) sum += ((magnitude >> i) & 1) * ((a >> j) & 1) * 2 ** (i + j);
      return w < 0 ? -sum : sum;
    };
    const entries = Float64Array.from({ length: 2 ** 16 }, (_, i) => truncated((i << 16) >> 24, i & 255));
    const products = { name: 'truncated', weights: 'int8', activations: 'uint8', entries };
    const run = (table?: typeof products): Float32Array => new ExactEngine(float, table).prepare(graph, plan).run(pixels, IMAGES);
    const datapath = deriveNetworkDatapath({ graph, layers, numerics, scales: networkScales(plan, graph, layers), products });
    const logits = run(products);
    expect(logits).toEqual(Float32Array.from(runNetworkReference(datapath, pixels).logits));
    expect(logits).not.toEqual(run());
    expect(() => run({ ...products, weights: 'int5' })).toThrow('int5 × uint8, which no layer multiplies');
  }, 60_000);

  it('runs a network without a plan on the float engine', async () => {
    const graph = foldBatchNorm(await loadNetwork('glyphs-mlp'));
    expect(exact.prepare(graph, null).run(pixels, IMAGES)).toEqual(float.prepare(graph, null).run(pixels, IMAGES));
  });
});

function decisions(logits: Float32Array): number[] {
  const classes = logits.length / IMAGES;
  return Array.from({ length: IMAGES }, (_, i) => {
    const row = logits.subarray(i * classes, (i + 1) * classes);
    return row.indexOf(Math.max(...row));
  });
}

describe('AutomaticEngine', () => {
  const prepare = async (numerics: Numerics): Promise<ReturnType<InferenceEngine['prepare']>> => {
    const engine = await openEngine('auto');
    const graph = foldBatchNorm(await loadNetwork('glyphs-mlp'));
    const layers = layersOf(graph);
    const train = await loadDataset('glyphs', 'train', { limit: 8 });
    const calibration = calibrate(graph, layers, [{ pixels: normalizeImages(train, normalization, 0, 8), images: 8 }]);
    return engine.prepare(graph, planQuantization({ graph, layers, numerics, calibration }));
  };

  it('computes exactly where the hardware exists, and says where its accumulators can overflow', async () => {
    expect(await prepare(numericsOf('int4', 'uint4'))).toMatchObject({ engine: 'exact integers', overflows: [] });
    const { overflows } = await prepare({ ...numericsOf('int4', 'uint4', { accumulatorBits: 10 }), boundary: 'same' });
    expect(overflows![0]).toMatchObject({ part: 'accumulator', bits: 10, rule: 'saturate' });
    expect(overflows![0]!.message).toMatch(/sums reach .* bits are safe/);
  });

  it('computes with ideal levels where no hardware exists, and names the reason', async () => {
    expect((await prepare(numericsOf('lns:3.2', 'uint4'))).engine).toMatch(/^tfjs.*, ideal arithmetic: no hardware multiplies lns:3.2 weights with uint4 activations/);
  });

  it('never ignores widths that were asked for', async () => {
    await expect(prepare(numericsOf('int4', 'uint4', { accumulatorBits: 4 }))).rejects.toThrow('cannot hold one product');
  });
});

describe('openEngine', () => {
  it('refuses a product table in floating point', async () => {
    const products = { name: 'mine', weights: 'int4', activations: 'uint4', entries: new Float64Array(256) };
    await expect(openEngine('tfjs', products)).rejects.toThrow('floating-point engines multiply ideal levels');
  });
});
