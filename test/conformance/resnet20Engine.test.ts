import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { networkScales, openEngine, planWorkload } from '@bitscape/accuracy';
import { deriveNetworkDatapath, runNetworkReference } from '@bitscape/datapath';
import { DEFAULT_POINT, type Numerics } from '@bitscape/design';
import { ExactNetwork } from '@bitscape/engine';
import { foldBatchNorm, layersOf, loadDataset, loadNetwork, normalizeImages, resolveNormalization } from '@bitscape/network';
import { describe, expect, it } from 'vitest';

// Every layer of ResNet-20 on CIFAR-10 images: the exact engine against the plain integer reference.

const dataFolder = process.env['BITSCAPE_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
const hasData = existsSync(`${dataFolder}/networks/resnet20-cifar10.onnx`);
if (!hasData) console.warn(`SKIPPED: no ResNet-20 and CIFAR-10 in ${dataFolder}; set BITSCAPE_DATA to compare the exact engine with the reference`);

const IMAGES = 2;
const network = `${dataFolder}/networks/resnet20-cifar10.onnx`;
const dataset = `cifar10:${dataFolder}/cifar10`;
const normalization = resolveNormalization('imagenet', 3);

describe.skipIf(!hasData)('ExactNetwork of ResNet-20', () => {
  it.each<[string, string, Partial<Numerics['arithmetic']>]>([
    ['int8', 'uint8', {}],
    ['lns:3.2', 'ulns:3.3', {}],
    ['lns:2.1', 'ulns:2.2', { termBits: 7 }],
    ['int8', 'uint8', { accumulatorBits: 17, overflow: 'saturate' }],
  ])('%s × %s %j: every stored code and every logit of the plain reference', async (weights, activations, arithmetic) => {
    const numerics: Numerics = {
      ...DEFAULT_POINT.numerics,
      weights: { format: weights, granularity: 'channel', scale: 'mse' },
      activations: { format: activations, scale: 'mse' },
      arithmetic: { ...DEFAULT_POINT.numerics.arithmetic, ...arithmetic },
    };
    const graph = foldBatchNorm(await loadNetwork(network));
    const layers = layersOf(graph);
    await openEngine();
    const plan = await planWorkload({ network, dataset, normalization, calibrationImages: 16 }, graph, layers, numerics);
    const datapath = deriveNetworkDatapath({ graph, layers, numerics, scales: networkScales(plan, graph, layers) });
    const pixels = normalizeImages(await loadDataset(dataset, 'test', { limit: IMAGES }), normalization, 0, IMAGES);
    const expected = runNetworkReference(datapath, pixels, { trace: true });
    const actual = new ExactNetwork(datapath).run(pixels, { trace: true });
    expect([...actual.codes!.keys()].sort()).toEqual([...expected.codes!.keys()].sort());
    for (const [name, { codes }] of expected.codes!) expect(Buffer.from(actual.codes!.get(name)!.codes.buffer).equals(Buffer.from(codes.buffer)), name).toBe(true);
    expect(actual.logits).toEqual(expected.logits);
  }, 120_000);
});
