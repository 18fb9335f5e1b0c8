import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { calibrate, evaluate, EvaluationPool, openEngine, planQuantization, summarizeAccuracy, type QuantizationPlan } from '@bitscape/accuracy';
import { DEFAULT_POINT, type AccuracyResult, type Numerics } from '@bitscape/design';
import { foldBatchNorm, layersOf, loadDataset, loadNetwork, normalizeImages, resolveNormalization, type Dataset } from '@bitscape/network';
import { buildQuantizer, chooseScaleFromHistogram, quantizeTensor, type NumberFormat } from '@bitscape/quantization';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOnnxRuntime, ONNX_RUNTIME_MISSING } from './onnxRuntime.js';

// ResNet-20 on CIFAR-10: with BITSCAPE_FULL=1 on all 10,000 test images, otherwise a few hundred images as a smoke test.

const dataFolder = process.env['BITSCAPE_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const hasData = existsSync(`${dataFolder}/networks/resnet20-cifar10.onnx`);
const full = process.env['BITSCAPE_FULL'] === '1';
const runtime = findOnnxRuntime();
if (!hasData) console.warn(`SKIPPED: no ResNet-20 and CIFAR-10 in ${dataFolder}; set BITSCAPE_DATA to check accuracies`);
else if (!full) console.warn('SKIPPED: accuracies on all 10,000 CIFAR-10 test images; set BITSCAPE_FULL=1 to check them');
if (runtime === undefined) console.warn(ONNX_RUNTIME_MISSING);

const VARIANTS = ['resnet20-cifar10', 'resnet20-cifar10-bn', 'resnet20-cifar10-op17'];
const file = (network: string): string => `${dataFolder}/networks/${network}.onnx`;
const dataset = `cifar10:${dataFolder}/cifar10`;
const normalization = resolveNormalization('imagenet', 3);
const percent = (result: AccuracyResult): number => 100 * summarizeAccuracy(result).top1;

/** Per-channel weights, least-squares scales, first and last layer in 8 bits. */
function numerics(weights: string, activations: string): Numerics {
  return {
    ...DEFAULT_POINT.numerics,
    weights: { format: weights, granularity: 'channel', scale: 'mse' },
    activations: { format: activations, scale: 'mse' },
    boundary: { weights: 'int8', activations: 'uint8' },
  };
}

describe.skipIf(!hasData || runtime === undefined)('logits against ONNX Runtime', () => {
  it.each(VARIANTS)('%s: within 1e-3 on 64 test images', async (network) => {
    const images = 64;
    const test = await loadDataset(dataset, 'test', { limit: images });
    const pixels = normalizeImages(test, normalization, 0, images);
    const planar = Float32Array.from({ length: pixels.length }, (_, i) => {
      const [image, rest] = [Math.floor(i / 3072), i % 3072];
      return pixels[image * 3072 + (rest % 1024) * 3 + Math.floor(rest / 1024)]!;
    });
    const expected = await runtime!.run(readFileSync(file(network)), planar, [images, 3, 32, 32]);
    const graph = await loadNetwork(file(network));
    for (const candidate of [graph, foldBatchNorm(graph)]) {
      const prepared = (await openEngine()).prepare(candidate, null);
      const actual = prepared.run(pixels, images);
      prepared.dispose();
      expect(actual.length).toBe(expected.length);
      expect(actual.reduce((worst, value, i) => Math.max(worst, Math.abs(value - expected[i]!)), 0)).toBeLessThan(1e-3);
    }
  }, 120_000);
});

describe.skipIf(!hasData)('ResNet-20 on the first 256 test images', () => {
  it('float and 8-bit agree with the labels about as often as on the whole set', async () => {
    const pool = await EvaluationPool.open({ processes: 2, workload: { network: file('resnet20-cifar10'), dataset, normalization } });
    try {
      const float = await pool.evaluate(null, { images: 256, split: true });
      const eight = await pool.evaluate(numerics('int8', 'uint8'), { images: 256, split: true });
      expect(percent(float)).toBeGreaterThan(88);
      expect(Math.abs(float.correct - eight.correct)).toBeLessThanOrEqual(4);
    } finally {
      await pool.close();
    }
  }, 120_000);
});

describe.skipIf(!hasData || !full)('ResNet-20 on all 10,000 test images', () => {
  let pool: EvaluationPool;
  let float: AccuracyResult;
  beforeAll(async () => {
    pool = await EvaluationPool.open({ processes: 2, workload: { network: file('resnet20-cifar10'), dataset, normalization } });
    float = await pool.evaluate(null, { split: true });
  }, 300_000);
  afterAll(() => pool.close());

  it('float: 91.73 % as published', () => {
    expect(float.images).toBe(10_000);
    expect(Math.abs(percent(float) - 91.73)).toBeLessThanOrEqual(0.02);
  });

  it.each(VARIANTS.slice(1))('float: %s decides alike', async (network) => {
    const other = await EvaluationPool.open({ processes: 2, workload: { network: file(network), dataset, normalization } });
    try {
      const result = await other.evaluate(null, { split: true });
      expect(Math.abs(percent(result) - 91.73)).toBeLessThanOrEqual(0.02);
      expect(result.loss).toBeCloseTo(float.loss, 4);
    } finally {
      await other.close();
    }
  }, 300_000);

  it.each([
    ['int8', 'uint8', 0.2],
    ['lns:3.4', 'ulns:3.4', 0.3],
    ['lns:3.2', 'ulns:3.3', 0.6],
  ])('%s weights and %s activations: within %d points of float', async (weights, activations, points) => {
    const result = await pool.evaluate(numerics(weights, activations), { split: true });
    expect(Math.abs(percent(result) - percent(float))).toBeLessThanOrEqual(points);
  }, 300_000);

  // An independent prototype found 87.4 % and 87.5 %. Ours may only be better; the next test explains by how much for LNS.
  it.each([
    ['int4', 'uint4', 87.4],
    ['lns:2.1', 'ulns:2.2', 87.5],
  ])('%s weights and %s activations: at most one point below %d percent, and below 8 bits', async (weights, activations, found) => {
    const result = percent(await pool.evaluate(numerics(weights, activations), { split: true }));
    expect(result).toBeGreaterThanOrEqual(found - 1);
    expect(result).toBeLessThan(percent(float) - 1);
  }, 300_000);

  it('lns:2.1 with ulns:2.2 rounded to nearest in the log domain: within one point of 87.5 %', async () => {
    const [test, train] = await Promise.all([loadDataset(dataset, 'test'), loadDataset(dataset, 'train', { limit: 256 })]);
    const accuracy = await evaluateInLogDomain(test, train);
    expect(Math.abs(accuracy - 87.5)).toBeLessThanOrEqual(1);
  }, 300_000);
});

/** The prototype's rounding: thresholds at geometric instead of arithmetic means of neighbouring levels. */
async function evaluateInLogDomain(test: Dataset, train: Dataset): Promise<number> {
  const engine = await openEngine('tfjs');
  const graph = await loadNetwork(file('resnet20-cifar10'));
  const layers = layersOf(graph);
  const calibration = calibrate(graph, layers, [{ pixels: normalizeImages(train, normalization, 0, 256), images: 256 }]);
  const linear = planQuantization({ graph, layers, numerics: numerics('lns:2.1', 'ulns:2.2'), calibration });
  const plan: QuantizationPlan = {
    numerics: linear.numerics,
    activations: new Map([...linear.activations].map(([tensor, quantization]) => {
      const format = geometric(quantization.format);
      const scale = chooseScaleFromHistogram(calibration.histograms.get(tensor)!, format, 'mse');
      return [tensor, { ...quantization, format, scale, quantizer: buildQuantizer(format, scale) }];
    })),
    weights: new Map([...linear.weights].map(([node, quantization]) => {
      const options = { granularity: 'channel', method: 'mse' } as const;
      const values = quantizeTensor(graph.constants.get(quantization.constant)!, geometric(quantization.format), options).dequantize();
      return [node, { ...quantization, values }];
    })),
  };
  return percent(await evaluate({ engine, graph, plan, dataset: test, normalization }));
}

function geometric(format: NumberFormat): NumberFormat {
  const fraction = format.parameters['fractionBits'];
  if (fraction === undefined) return format;
  const halfStep = 2 ** (-0.5 / 2 ** fraction);
  const thresholds = format.thresholds.map((_, i) => {
    const [a, b] = [format.levels[i]!, format.levels[i + 1]!];
    if (a === 0) return b * halfStep;
    return b === 0 ? a * halfStep : Math.sign(a) * Math.sqrt(a * b);
  });
  return { ...format, codeOf: (rank) => format.codeOf(rank), rankOf: (code) => format.rankOf(code), thresholds };
}
