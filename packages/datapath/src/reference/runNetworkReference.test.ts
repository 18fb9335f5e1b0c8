import { DEFAULT_POINT, type Numerics } from '@bitscape/design';
import { foldBatchNorm, layersOf, loadDataset, loadNetwork, normalizeImages, resolveNormalization, type Graph } from '@bitscape/network';
import { buildQuantizer } from '@bitscape/quantization';
import { beforeAll, describe, expect, it } from 'vitest';
import { deriveNetworkDatapath } from '../network/deriveNetworkDatapath.js';
import type { NetworkDatapath } from '../network/NetworkDatapath.js';
import type { NetworkScales } from '../network/NetworkScales.js';
import { calibratedScales, runFakeQuantized } from '../testing/fakeQuantizedNetwork.js';
import { runNetworkReference } from './runNetworkReference.js';

const IMAGES = 50;
const CALIBRATION = 16;
const CLASSES = 20;
const normalization = resolveNormalization('glyphs', 1);

let pixels: Float32Array;
let training: Float32Array;
beforeAll(async () => {
  pixels = normalizeImages(await loadDataset('glyphs', 'test', { limit: IMAGES }), normalization, 0, IMAGES);
  training = normalizeImages(await loadDataset('glyphs', 'train', { limit: CALIBRATION }), normalization, 0, CALIBRATION);
});

function numericsOf(weights: string, activations: string, boundary: Numerics['boundary'] = 'same'): Numerics {
  return { ...DEFAULT_POINT.numerics, weights: { format: weights, granularity: 'channel', scale: 'mse' }, activations: { format: activations, scale: 'mse' }, boundary };
}

async function prepare(network: string, numerics: Numerics): Promise<{ graph: Graph; scales: NetworkScales; datapath: NetworkDatapath }> {
  const graph = foldBatchNorm(await loadNetwork(network));
  const scales = calibratedScales(graph, numerics, training, CALIBRATION);
  return { graph, scales, datapath: deriveNetworkDatapath({ graph, layers: layersOf(graph), numerics, scales }) };
}

const decision = (logits: Float32Array | Float64Array, image: number): number => {
  const row = Array.from(logits.subarray(image * CLASSES, (image + 1) * CLASSES));
  return row.indexOf(Math.max(...row));
};

/** Over all stored codes of all images: share of other codes than in the float path, share more than one rank away, greatest distance. */
function codeDistance(datapath: NetworkDatapath, codes: ReadonlyMap<string, { codes: Uint16Array }>, float: ReadonlyMap<string, Float32Array>) {
  const distances = [...datapath.tensors.values()].flatMap(({ name, format, scale }) => {
    const quantizer = buildQuantizer(format, scale, 'search');
    const values = float.get(name)!;
    return Array.from(codes.get(name)!.codes, (code, i) => Math.abs(format.rankOf(code) - quantizer.rank(values[i]!)));
  });
  const share = (above: number): number => distances.filter((distance) => distance > above).length / distances.length;
  return { different: share(0), far: share(1), greatest: distances.reduce((a, b) => Math.max(a, b), 0) };
}

describe('runNetworkReference against the fake-quantized float network, 50 images', () => {
  const EIGHT: Numerics['boundary'] = { weights: 'int8', activations: 'uint8' };
  it.each([
    ['glyphs-resnet', 'int8', 'uint8', 'same', { decisions: 49, different: 0.02, far: 0.0005, greatest: 2 }],
    ['glyphs-resnet', 'int4', 'uint4', 'same', { decisions: 48, different: 0.08, far: 0.002, greatest: 4 }],
    ['glyphs-resnet', 'lns:3.2', 'ulns:3.3', EIGHT, { decisions: 48, different: 0.16, far: 0.055, greatest: 40 }],
    ['glyphs-resnet', 'lns:3.4', 'ulns:3.4', 'same', { decisions: 48, different: 0.2, far: 0.07, greatest: 60 }],
    ['glyphs-cnn', 'int8', 'uint8', 'same', { decisions: 50, different: 0.01, far: 0, greatest: 1 }],
    ['glyphs-mlp', 'lns:3.2', 'ulns:3.3', 'same', { decisions: 48, different: 0.05, far: 0.012, greatest: 24 }],
  ] as const)('%s, %s × %s, boundary %o: %o', async (network, weights, activations, boundary, bounds) => {
    const numerics = numericsOf(weights, activations, boundary);
    const { graph, scales, datapath } = await prepare(network, numerics);
    const { logits, codes, images } = runNetworkReference(datapath, pixels, { trace: true });
    expect([images, logits.length]).toEqual([IMAGES, IMAGES * CLASSES]);
    const float = runFakeQuantized(graph, numerics, scales, pixels, IMAGES);
    const same = Array.from({ length: IMAGES }, (_, image) => decision(logits, image) === decision(float.get(graph.output.name)!, image)).filter(Boolean).length;
    const distance = codeDistance(datapath, codes!, float);
    expect(same).toBeGreaterThanOrEqual(bounds.decisions);
    expect(distance.different).toBeLessThanOrEqual(bounds.different);
    expect(distance.far).toBeLessThanOrEqual(bounds.far);
    expect(distance.greatest).toBeLessThanOrEqual(bounds.greatest);
    // The input is quantized by the same thresholds.
    const { name, format, scale } = datapath.input;
    const quantizer = buildQuantizer(format, scale, 'search');
    expect(Array.from(codes!.get(name)!.codes)).toEqual(Array.from(pixels, (value) => format.codeOf(quantizer.rank(value))));
  });
});

describe('runNetworkReference', () => {
  it('gives the same bits again, image by image as in a batch, with and without a trace', async () => {
    const { datapath } = await prepare('glyphs-resnet', numericsOf('lns:3.2', 'ulns:3.3'));
    const few = pixels.subarray(0, 3 * 256);
    const batch = runNetworkReference(datapath, few);
    expect(batch.codes).toBeUndefined();
    expect(batch.accumulators).toBeUndefined();
    const single = [0, 1, 2].flatMap((image) => Array.from(runNetworkReference(datapath, pixels.subarray(image * 256, (image + 1) * 256), { trace: true }).logits));
    expect(single).toEqual(Array.from(batch.logits));
    const again = await prepare('glyphs-resnet', numericsOf('lns:3.2', 'ulns:3.3'));
    expect(runNetworkReference(again.datapath, few).logits).toEqual(batch.logits);
  });

  it('traces every stored tensor, and the sums of every layer and mean', async () => {
    const { datapath } = await prepare('glyphs-resnet', numericsOf('int4', 'uint4'));
    const { codes, accumulators } = runNetworkReference(datapath, pixels.subarray(0, 256), { trace: true });
    expect([...codes!.keys()].sort()).toEqual([...datapath.tensors.keys()].sort());
    expect([...accumulators!.keys()]).toEqual(datapath.steps.filter(({ kind }) => kind === 'layer' || kind === 'average').map(({ output }) => output));
  });

  it('writes the last layer as accumulator times unit plus bias', async () => {
    const { datapath } = await prepare('glyphs-mlp', numericsOf('int8', 'uint8'));
    const { logits, accumulators } = runNetworkReference(datapath, pixels.subarray(0, 256), { trace: true });
    const last = datapath.steps.at(-1)!;
    if (last.kind !== 'layer') throw new Error('the last step is a layer');
    expect(last.encoder).toBeUndefined();
    expect(logits).toEqual(accumulators!.get(last.output)!.map((sum, i) => sum * last.units[i]! + last.bias[i]!));
    expect(last.bias.some((bias) => bias !== 0)).toBe(true);
  });

  it.each([0, 1, 255, 257])('refuses %d pixel values for images of 256', async (length) => {
    const { datapath } = await prepare('glyphs-mlp', numericsOf('int8', 'uint8'));
    expect(() => runNetworkReference(datapath, new Float32Array(length))).toThrow(`${length} pixel values are not whole images of 256`);
  });
});
