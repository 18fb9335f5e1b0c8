import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { exportOnnx, foldBatchNorm, importOnnx } from '@bitscape/network';
import { describe, expect, it } from 'vitest';
import { idiomModel, IDIOMS } from '../../packages/network/src/onnx/testing/idioms.js';
import { randomModel } from '../../packages/network/src/onnx/testing/randomModel.js';
import { runImported } from '../../packages/network/src/onnx/testing/runImported.js';
import { findOnnxRuntime, ONNX_RUNTIME_MISSING } from './onnxRuntime.js';

const runtime = findOnnxRuntime();
const dataFolder = process.env['BITSCAPE_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const networks = ['resnet20-cifar10', 'resnet20-cifar10-op17', 'resnet20-cifar10-bn', 'resnet32-cifar10', 'resnet32-cifar10-bn'];
const hasData = existsSync(`${dataFolder}/networks/resnet20-cifar10.onnx`);
if (runtime === undefined) console.warn(ONNX_RUNTIME_MISSING);
if (!hasData) console.warn(`SKIPPED: no pretrained networks in ${dataFolder}; set BITSCAPE_DATA to compare them with ONNX Runtime`);

/** Largest difference, relative where values are large. */
function distance(actual: Float32Array, expected: Float32Array): number {
  expect(actual.length).toBe(expected.length);
  return actual.reduce((worst, value, index) => Math.max(worst, Math.abs(value - expected[index]!) / Math.max(1, Math.abs(expected[index]!))), 0);
}

describe.skipIf(runtime === undefined)('against ONNX Runtime', () => {
  it('importOnnx of random models computes the same, and so do export and batch-norm folding', async () => {
    for (let seed = 1; seed <= 400; seed++) {
      const model = randomModel(seed);
      const expected = await runtime!.run(model.bytes, model.input, model.inputShape);
      const graph = importOnnx(model.bytes);
      expect(distance(runImported(graph, model), expected), `seed ${seed}`).toBeLessThan(1e-4);
      expect(distance(await runtime!.run(exportOnnx(graph), model.input, model.inputShape), expected), `exported, seed ${seed}`).toBeLessThan(1e-4);
      expect(distance(runImported(foldBatchNorm(graph), model), expected), `folded, seed ${seed}`).toBeLessThan(1e-4);
    }
  }, 120_000);

  it.each(Object.keys(IDIOMS))('importOnnx of the exporter idiom %s computes the same', async (name) => {
    const model = idiomModel(name);
    const expected = await runtime!.run(model.bytes, model.input, model.inputShape);
    expect(distance(runImported(importOnnx(model.bytes), model), expected)).toBeLessThan(1e-4);
  });

  it.skipIf(!hasData).each(networks)('%s gives the same logits on CIFAR-10 images', async (name) => {
    const bytes = readFileSync(`${dataFolder}/networks/${name}.onnx`);
    const images = 3;
    const input = cifarImages(images);
    const shape = [images, 3, 32, 32];
    const expected = await runtime!.run(bytes, input, shape);
    expect(distance(runImported(importOnnx(bytes), { input, inputShape: shape }), expected)).toBeLessThan(1e-4);
    expect(distance(await runtime!.run(exportOnnx(importOnnx(bytes)), input, shape), expected)).toBeLessThan(1e-4);
  }, 60_000);
});

/** The first test images, normalised, channels first. */
function cifarImages(count: number): Float32Array {
  const records = gunzipSync(readFileSync(`${dataFolder}/cifar10/test_batch.bin.gz`));
  const [mean, std] = [[0.485, 0.456, 0.406], [0.229, 0.224, 0.225]];
  return Float32Array.from({ length: count * 3072 }, (_, index) => {
    const channel = Math.floor((index % 3072) / 1024);
    const pixel = records[Math.floor(index / 3072) * 3073 + 1 + (index % 3072)]!;
    return (pixel / 255 - mean[channel]!) / std[channel]!;
  });
}
