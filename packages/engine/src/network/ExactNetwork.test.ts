import { deriveNetworkDatapath, groupFormat, layerWeightFormat, runNetworkReference, storageGroups, type LayerWeights, type NetworkDatapath } from '@bitscape/datapath';
import { DEFAULT_POINT, type Numerics } from '@bitscape/design';
import { foldBatchNorm, layersOf, loadDataset, loadNetwork, normalizeImages, resolveNormalization, runGraphTensors } from '@bitscape/network';
import { chooseScale, parseFormat, quantizeTensor } from '@bitscape/quantization';
import { beforeAll, describe, expect, it } from 'vitest';
import { ExactNetwork } from './ExactNetwork.js';
import { prepareExact } from './prepareExact.js';

/** One pass of 16 images and a rest. */
const IMAGES = 19;
const SIZE = 256;

let pixels: Float32Array;
beforeAll(async () => {
  pixels = normalizeImages(await loadDataset('glyphs', 'test', { limit: IMAGES }), resolveNormalization('glyphs', 1), 0, IMAGES);
});

async function datapathOf(network: string, weights: string, activations: string, arithmetic: Partial<Numerics['arithmetic']>): Promise<NetworkDatapath> {
  const numerics: Numerics = {
    ...DEFAULT_POINT.numerics,
    weights: { format: weights, granularity: 'channel', scale: 'mse' },
    activations: { format: activations, scale: 'mse' },
    boundary: 'same',
    arithmetic: { ...DEFAULT_POINT.numerics.arithmetic, ...arithmetic },
  };
  const graph = foldBatchNorm(await loadNetwork(network));
  const layers = layersOf(graph);
  const values = runGraphTensors(graph, pixels.subarray(0, 4 * SIZE), 4);
  const entries = storageGroups(graph, layers).flatMap((group) => {
    const all = Float32Array.from(group.entries.flatMap((name) => Array.from(values.get(name)!)));
    const scale = chooseScale(all, groupFormat(group, numerics), 'mse');
    return group.entries.map((name) => [name, scale] as const);
  });
  const layerWeights = layers.map((layer): [string, LayerWeights] => {
    const { codes, scales } = quantizeTensor(graph.constants.get(layer.node.weight)!, parseFormat(layerWeightFormat(layer, numerics)), { granularity: 'channel', method: 'mse' });
    const bias = layer.node.bias === undefined ? new Float64Array(layer.dims.outChannels) : Float64Array.from(graph.constants.get(layer.node.bias)!.data);
    return [layer.node.name, { codes, scales, bias }];
  });
  return deriveNetworkDatapath({ graph, layers, numerics, scales: { activations: new Map(entries), weights: new Map(layerWeights) } });
}

describe('ExactNetwork.run', () => {
  it.each<[string, string, string, Partial<Numerics['arithmetic']>]>([
    ['glyphs-resnet', 'int8', 'uint8', {}],
    ['glyphs-resnet', 'int4', 'uint4', {}],
    ['glyphs-resnet', 'lns:3.2', 'ulns:3.3', {}],
    ['glyphs-resnet', 'lns:2.1', 'ulns:2.2', { termBits: 6 }],
    ['glyphs-resnet', 'lns:3.2', 'ulns:3.3', { termBits: 10 }],
    ['glyphs-resnet', 'int6', 'uint6', { accumulatorBits: 13, overflow: 'saturate' }],
    ['glyphs-cnn', 'int8', 'uint8', { accumulatorBits: 16, overflow: 'wrap' }],
    ['glyphs-cnn', 'lns:4.2', 'ulns:4.2', {}],
    ['glyphs-mlp', 'lns:3.2', 'ulns:3.3', {}],
  ])('%s, %s × %s, %j: every code and every logit of the plain reference', async (network, weights, activations, arithmetic) => {
    const datapath = await datapathOf(network, weights, activations, arithmetic);
    const expected = runNetworkReference(datapath, pixels, { trace: true });
    const actual = new ExactNetwork(datapath).run(pixels, { trace: true });
    for (const [name, { shape, codes }] of expected.codes!) {
      expect([name, actual.codes!.get(name)!.shape]).toEqual([name, shape]);
      expect(Buffer.from(actual.codes!.get(name)!.codes.buffer).equals(Buffer.from(codes.buffer)), name).toBe(true);
    }
    expect(actual.codes!.size).toBe(expected.codes!.size);
    expect(actual.logits).toEqual(expected.logits);
  }, 30_000);

  it('gives the same logits image by image, again, and says how each step is executed', async () => {
    const datapath = await datapathOf('glyphs-resnet', 'int4', 'uint4', {});
    const network = new ExactNetwork(datapath);
    const batch = network.run(pixels);
    expect(batch.images).toBe(IMAGES);
    expect(batch.codes).toBeUndefined();
    const single = Array.from({ length: IMAGES }, (_, image) => Array.from(network.run(pixels.subarray(image * SIZE, (image + 1) * SIZE)).logits)).flat();
    expect(single).toEqual(Array.from(batch.logits));
    expect(network.methods.map(({ step }) => step)).toEqual(datapath.steps.map(({ name }) => name));
    expect(network.methods[1]!.method).toMatch(/^int(8|16) dot products .*: .* a sum of 1 outer product; sums from -\d+ to \d+ \(\d+ bits\) fit the accumulator/);
  });

  it('refuses pixels that are not whole images', async () => {
    const network = new ExactNetwork(await datapathOf('glyphs-mlp', 'int8', 'uint8', {}));
    expect(() => network.run(new Float32Array(SIZE + 1))).toThrow('257 pixel values are not whole images of 256');
    expect(() => network.run(new Float32Array(0))).toThrow('not whole images');
  });
});

describe('prepareExact', () => {
  it('runs batches like the engines of evaluations, until it is disposed of', async () => {
    const datapath = await datapathOf('glyphs-mlp', 'int8', 'uint8', {});
    const prepared = prepareExact(datapath);
    expect(prepared.run(pixels, IMAGES)).toEqual(Float32Array.from(new ExactNetwork(datapath).run(pixels).logits));
    expect(() => prepared.run(pixels, IMAGES + 1)).toThrow(`are ${IMAGES} images, not ${IMAGES + 1}`);
    prepared.dispose();
    expect(() => prepared.run(pixels, IMAGES)).toThrow('disposed of');
  });
});
