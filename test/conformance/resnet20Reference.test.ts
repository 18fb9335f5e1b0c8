import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { networkScales, openEngine, planWorkload } from '@bitscape/accuracy';
import { deriveNetworkDatapath, overflowReport, runNetworkReference } from '@bitscape/datapath';
import { DEFAULT_POINT, type Numerics } from '@bitscape/design';
import { foldBatchNorm, layersOf, loadDataset, loadNetwork, normalizeImages, resolveNormalization } from '@bitscape/network';
import { describe, expect, it } from 'vitest';

// ResNet-20 as integers, from pixels to logits, on a few CIFAR-10 images.

const dataFolder = process.env['BITSCAPE_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const hasData = existsSync(`${dataFolder}/networks/resnet20-cifar10.onnx`);
if (!hasData) console.warn(`SKIPPED: no ResNet-20 and CIFAR-10 in ${dataFolder}; set BITSCAPE_DATA to run it on the integer reference`);

const IMAGES = 6;
const CLASSES = 10;
const network = `${dataFolder}/networks/resnet20-cifar10.onnx`;
const dataset = `cifar10:${dataFolder}/cifar10`;
const normalization = resolveNormalization('imagenet', 3);

describe.skipIf(!hasData)('runNetworkReference of ResNet-20', () => {
  it.each([
    ['int8', 'uint8', 0.5],
    ['lns:3.2', 'ulns:3.3', 2],
  ])('%s × %s: no overflow, logits within %d of the fast evaluation (they reach 33), all images right', async (weights, activations, bound) => {
    const numerics: Numerics = {
      ...DEFAULT_POINT.numerics,
      weights: { format: weights, granularity: 'channel', scale: 'mse' },
      activations: { format: activations, scale: 'mse' },
    };
    const graph = foldBatchNorm(await loadNetwork(network));
    const layers = layersOf(graph);
    const plan = await planWorkload({ network, dataset, normalization, calibrationImages: 64 }, graph, layers, numerics);
    const datapath = deriveNetworkDatapath({ graph, layers, numerics, scales: networkScales(plan, graph, layers) });
    expect(overflowReport(datapath)).toEqual([]);
    const images = await loadDataset(dataset, 'test', { limit: IMAGES });
    const pixels = normalizeImages(images, normalization, 0, IMAGES);
    const prepared = (await openEngine('tfjs')).prepare(graph, plan);
    const fast = prepared.run(pixels, IMAGES);
    prepared.dispose();
    const { logits } = runNetworkReference(datapath, pixels);
    expect(logits.reduce((worst, value, i) => Math.max(worst, Math.abs(value - fast[i]!)), 0)).toBeLessThan(bound);
    const decisions = Array.from({ length: IMAGES }, (_, image) => {
      const row = Array.from(logits.subarray(image * CLASSES, (image + 1) * CLASSES));
      return row.indexOf(Math.max(...row));
    });
    expect(decisions).toEqual(Array.from(images.labels));
  }, 120_000);
});
