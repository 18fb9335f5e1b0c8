import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exportQuantization, openEngine, planWorkload } from '@bitscape/accuracy';
import { DEFAULT_POINT, type Numerics } from '@bitscape/design';
import { elementCount, exportOnnx, foldBatchNorm, layersOf, loadDataset, loadNetwork, normalizeImages, resolveNormalization, type ExportQuantization } from '@bitscape/network';
import { describe, expect, it } from 'vitest';
import { findOnnxRuntime, ONNX_RUNTIME_MISSING } from './onnxRuntime.js';

// Exported quantized networks: ONNX Runtime decides as the floating-point engine with ideal levels does. Not always: float sums in another
// order put a value at the edge of a level on its other side now and then, and low-bit networks amplify one such step. ResNet-20 has some
// 190,000 stored values an image; 1 % of its int4 decisions differ so, between optimization levels of ONNX Runtime as well.

const runtime = findOnnxRuntime();
const dataFolder = process.env['BITSCAPE_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const hasData = existsSync(`${dataFolder}/networks/resnet20-cifar10.onnx`);
if (runtime === undefined) console.warn(ONNX_RUNTIME_MISSING);
if (!hasData) console.warn(`SKIPPED: no ResNet-20 and CIFAR-10 in ${dataFolder}; set BITSCAPE_DATA to check its exported forms`);

const EMBEDDED = { network: 'glyphs-cnn', dataset: 'glyphs', normalization: resolveNormalization('glyphs', 1), engine: 'tfjs', images: 1000 } as const;
const RESNET20 = {
  network: `${dataFolder}/networks/resnet20-cifar10.onnx`,
  dataset: `cifar10:${dataFolder}/cifar10`,
  normalization: resolveNormalization('imagenet', 3),
  engine: 'tfjs',
  images: 200,
} as const;
const BATCH = 20;

async function agreement(workload: typeof EMBEDDED | typeof RESNET20, weights: string, activations: string, form: Pick<ExportQuantization, 'style' | 'packed'>): Promise<number> {
  const numerics: Numerics = {
    ...DEFAULT_POINT.numerics,
    weights: { ...DEFAULT_POINT.numerics.weights, format: weights },
    activations: { ...DEFAULT_POINT.numerics.activations, format: activations },
  };
  const graph = foldBatchNorm(await loadNetwork(workload.network));
  const layers = layersOf(graph);
  const plan = await planWorkload(workload, graph, layers, numerics);
  const prepared = (await openEngine('tfjs')).prepare(graph, plan);
  const exported = await runtime!.open(exportOnnx(graph, { quantization: exportQuantization(plan, graph, layers, form) }));
  const dataset = await loadDataset(workload.dataset, 'test', { limit: workload.images });
  const [height, width, channels] = graph.input.shape.slice(1) as [number, number, number];
  let agreeing = 0;
  for (let start = 0; start < workload.images; start += BATCH) {
    const pixels = normalizeImages(dataset, workload.normalization, start, BATCH).subarray(0, BATCH * elementCount(graph.input.shape));
    const theirs = await exported.run(channelsFirst(pixels, height * width, channels), [BATCH, channels, height, width]);
    const [a, b] = [decisions(prepared.run(pixels, BATCH)), decisions(theirs)];
    agreeing += a.filter((decision, i) => decision === b[i]).length;
  }
  prepared.dispose();
  return agreeing / workload.images;
}

function channelsFirst(pixels: Float32Array, positions: number, channels: number): Float32Array {
  const image = positions * channels;
  return Float32Array.from(pixels, (_, i) => pixels[i - (i % image) + (i % positions) * channels + Math.floor((i % image) / positions)]!);
}

function decisions(logits: Float32Array): number[] {
  const classes = logits.length / BATCH;
  return Array.from({ length: BATCH }, (_, i) => {
    const row = logits.subarray(i * classes, (i + 1) * classes);
    return row.indexOf(row.reduce((top, value) => Math.max(top, value), -Infinity));
  });
}

describe.skipIf(runtime === undefined)('an exported quantized network in ONNX Runtime', () => {
  it.each([
    ['int4', 'uint4', 'qdq', false],
    ['int8', 'uint8', 'qdq', false],
    ['int5', 'uint5', 'function', true],
    ['lns:3.2', 'ulns:3.3', 'function', false],
    ['apot4', 'uapot4', 'qdq', true],
    ['ternary', 'uint2', 'qdq', false],
  ] as const)('glyphs-cnn, %s × %s, style %s, packed %s: the decisions of the floating-point engine', async (weights, activations, style, packed) => {
    expect(await agreement(EMBEDDED, weights, activations, { style, packed })).toBeGreaterThanOrEqual(0.995);
  }, 60_000);

  it.skipIf(!hasData).each([
    ['int4', 'uint4', 'qdq', false],
    ['lns:2.1', 'ulns:2.2', 'function', true],
  ] as const)('ResNet-20, %s × %s, style %s, packed %s: the decisions of the floating-point engine', async (weights, activations, style, packed) => {
    expect(await agreement(RESNET20, weights, activations, { style, packed })).toBeGreaterThanOrEqual(0.98);
  }, 900_000);
});
