import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphHash } from '../graphHash.js';
import { layersOf } from '../layers/layersOf.js';
import { exportOnnx } from '../onnx/export/exportOnnx.js';
import { importOnnx } from '../onnx/importOnnx.js';
import { readMetadata } from '../onnx/readMetadata.js';
import { runGraphReference } from '../reference/runGraphReference.js';
import { tinyInput } from '../testing/tinyGraph.js';
import { foldBatchNorm } from '../transforms/foldBatchNorm.js';
import { buildEmbeddedNetwork, EMBEDDED_NETWORKS } from './embeddedNetworks.js';
import { heNormal } from './heNormal.js';
import { seededUniform } from '../datasets/glyphs/seededUniform.js';
import { embeddedNetworkFile, loadNetwork } from './loadNetwork.js';

describe.each(EMBEDDED_NETWORKS)('buildEmbeddedNetwork(%s)', (name) => {
  const graph = buildEmbeddedNetwork(name, 1);

  it('takes 16x16 grey images, returns 20 logits and has fewer than 60,000 parameters', () => {
    expect(graph.input.shape).toEqual([-1, 16, 16, 1]);
    expect(graph.output.shape).toEqual([-1, 20]);
    expect([...graph.constants.values()].reduce((sum, tensor) => sum + tensor.data.length, 0)).toBeLessThan(60_000);
  });

  it('is the same for one seed and different for another', () => {
    expect(graphHash(buildEmbeddedNetwork(name, 1))).toBe(graphHash(graph));
    expect(graphHash(buildEmbeddedNetwork(name, 2))).not.toBe(graphHash(graph));
  });

  it('survives export and import: same hash, same bytes', () => {
    const bytes = exportOnnx(graph, { metadata: { b: '2', a: '1' } });
    expect(graphHash(importOnnx(bytes))).toBe(graphHash(graph));
    expect(exportOnnx(importOnnx(bytes), { metadata: { a: '1', b: '2' } })).toEqual(bytes);
    expect(readMetadata(bytes)).toEqual({ a: '1', b: '2' });
  });

  it('has logits of moderate size and non-zero spread before training', () => {
    const logits = runGraphReference(graph, tinyInput(graph, 2), 2);
    expect(Math.max(...logits.map(Math.abs))).toBeLessThan(100);
    expect(new Set(logits).size).toBeGreaterThan(20);
  });

  it('has layers that survive folding', () => {
    expect(layersOf(foldBatchNorm(graph)).map((layer) => layer.output)).toEqual(layersOf(graph).map((layer) => layer.output));
  });
});

describe('heNormal(shape, fanIn, uniform)', () => {
  it('has mean 0 and variance 2 / fanIn', () => {
    const { data } = heNormal([200, 100], 50, seededUniform(3));
    const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
    const variance = data.reduce((sum, value) => sum + value * value, 0) / data.length;
    expect(mean).toBeCloseTo(0, 2);
    expect(variance).toBeCloseTo(2 / 50, 3);
  });
});

describe('loadNetwork(spec, relativeTo)', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bitscape-network-'));
    await writeFile(join(folder, 'mine.onnx'), exportOnnx(buildEmbeddedNetwork('glyphs-cnn', 4)));
    await writeFile(join(folder, 'text.onnx'), 'not a network');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('reads a file relative to a folder and names the graph like the file', async () => {
    const graph = await loadNetwork('mine.onnx', folder);
    expect(graph.name).toBe('mine');
    expect(graphHash(graph)).toBe(graphHash(buildEmbeddedNetwork('glyphs-cnn', 4)));
  });

  it.each(EMBEDDED_NETWORKS)('reads the embedded %s, whose recipe lies beside it', async (name) => {
    const graph = await loadNetwork(name);
    expect(graph.name).toBe(name);
    expect(graph.output.shape).toEqual([-1, 20]);
    const recipe = embeddedNetworkFile(name).replace(/onnx$/, 'json');
    expect(existsSync(recipe)).toBe(true);
    expect(JSON.parse(readFileSync(recipe, 'utf8'))).toBeTypeOf('object');
  });

  it('names the file of a bad network', async () => {
    await expect(loadNetwork('text.onnx', folder)).rejects.toMatchObject({ code: 'invalid-network', where: { file: join(folder, 'text.onnx') } });
  });

  it('says what exists when neither name nor file does', async () => {
    await expect(loadNetwork('glyphs-cn', folder)).rejects.toMatchObject({ code: 'not-found', hint: expect.stringContaining('glyphs-cnn') as string });
  });

  it('refuses a folder', async () => {
    await expect(loadNetwork('.', folder)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('buildEmbeddedNetwork(name)', () => {
  it('refuses unknown names', () => expect(() => buildEmbeddedNetwork('lenet', 1)).toThrow(/no embedded network "lenet"/));
});
