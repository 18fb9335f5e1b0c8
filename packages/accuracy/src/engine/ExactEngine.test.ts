import { deriveNetworkDatapath, runNetworkReference } from '@bitscape/datapath';
import { DEFAULT_POINT, type Numerics } from '@bitscape/design';
import { foldBatchNorm, layersOf, loadDataset, loadNetwork, normalizeImages, resolveNormalization } from '@bitscape/network';
import { beforeAll, describe, expect, it } from 'vitest';
import { calibrate } from '../plan/calibrate.js';
import { networkScales } from '../plan/networkScales.js';
import { planQuantization } from '../plan/planQuantization.js';
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
