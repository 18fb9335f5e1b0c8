import { readFileSync } from 'node:fs';
import { EMBEDDED_NETWORKS, embeddedNetworkFile, foldBatchNorm, loadDataset, loadNetwork, type Normalization, resolveNormalization } from '@bitscape/network';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../tensorflow/openBackend.js';
import { defaultRecipe } from './defaultRecipe.js';
import { measureAccuracy } from './measureAccuracy.js';
import { parseRecipe } from './recipe.js';

interface StoredRecord {
  readonly dataset: { readonly name: string; readonly trainHash: string; readonly testHash: string };
  readonly normalization: Normalization;
  readonly recipe: unknown;
  readonly test: { readonly images: number; readonly correct: number };
}

/** Float accuracy that each network must at least have, so that experiments on it say something. */
const FLOORS: Readonly<Record<string, number>> = { 'glyphs-mlp': 0.8, 'glyphs-cnn': 0.92, 'glyphs-resnet': 0.94 };

beforeAll(() => openBackend('tfjs-wasm'));

describe.each(EMBEDDED_NETWORKS)('the embedded network %s', { timeout: 60_000 }, (name) => {
  const record = JSON.parse(readFileSync(embeddedNetworkFile(name).replace(/onnx$/, 'json'), 'utf8')) as StoredRecord;

  it('was trained on the glyphs of today with its default recipe', async () => {
    expect(parseRecipe(record.recipe)).toEqual(defaultRecipe(name));
    expect([record.dataset.name, record.dataset.trainHash, record.dataset.testHash]).toEqual(['glyphs', (await loadDataset('glyphs', 'train')).hash, (await loadDataset('glyphs', 'test')).hash]);
    const { divisor, mean, std } = resolveNormalization('glyphs', 1);
    expect(record.normalization).toMatchObject({ divisor, mean, std });
  });

  it('has the accuracy of its record, and enough of it', async () => {
    const test = await loadDataset('glyphs', 'test');
    const everything = Int32Array.from({ length: test.length }, (_, image) => image);
    const { correct } = await measureAccuracy(foldBatchNorm(await loadNetwork(name)), test, record.normalization, everything);
    expect(record.test.images).toBe(4000);
    // Another processor may round a near tie the other way.
    expect(Math.abs(correct - record.test.correct)).toBeLessThanOrEqual(2);
    expect(correct / test.length).toBeGreaterThanOrEqual(FLOORS[name]!);
  });
});
