import { BitscapeError } from '@bitscape/errors';
import { buildEmbeddedNetwork, type Dataset, foldBatchNorm, loadDataset, resolveNormalization, runGraphReference } from '@bitscape/network';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../tensorflow/openBackend.js';
import { defaultRecipe } from './defaultRecipe.js';
import { measureAccuracy } from './measureAccuracy.js';
import type { TrainingRecipe } from './recipe.js';
import { trainNetwork, type TrainingEpoch } from './trainNetwork.js';

const normalization = resolveNormalization('glyphs', 1);
const recipe: TrainingRecipe = { ...defaultRecipe('glyphs-cnn'), epochs: 2, batchSize: 32, validationFraction: 0.25 };
let dataset: Dataset;

beforeAll(async () => {
  await openBackend('tfjs-wasm');
  dataset = await loadDataset('glyphs', 'train', { limit: 320 });
});

const weightsOf = (graph: ReturnType<typeof buildEmbeddedNetwork>): Record<string, number[]> => Object.fromEntries([...graph.constants].map(([name, { data }]) => [name, [...data]]));

describe('trainNetwork', { timeout: 60_000 }, () => {
  it('learns: a little training beats chance on images it never saw', async () => {
    const large = await loadDataset('glyphs', 'train', { limit: 2000 });
    const epochs: TrainingEpoch[] = [];
    const result = await trainNetwork({
      graph: buildEmbeddedNetwork('glyphs-cnn', 1),
      dataset: large,
      normalization,
      recipe: { ...recipe, epochs: 3, validationFraction: 0.1 },
      onEpoch: (epoch) => epochs.push(epoch),
    });
    expect(epochs).toEqual(result.history);
    expect(result.stopped).toBe('finished');
    const best = result.history[result.bestEpoch - 1]!;
    expect(best.validationAccuracy).toBe(Math.max(...epochs.map(({ validationAccuracy }) => validationAccuracy)));
    const test = await loadDataset('glyphs', 'test', { limit: 1000 });
    const { accuracy } = await measureAccuracy(result.graph, test, normalization, Int32Array.from({ length: 1000 }, (_, i) => i));
    // Chance is 5 %.
    expect(accuracy).toBeGreaterThan(0.3);
  });

  it('gives weights that mean the same once batch normalisation is folded', async () => {
    const { graph } = await trainNetwork({ graph: buildEmbeddedNetwork('glyphs-resnet', 1), dataset, normalization, recipe: { ...recipe, epochs: 1 } });
    const image = Float32Array.from({ length: 256 }, (_, i) => Math.sin(i));
    const [kept, folded] = [runGraphReference(graph, image, 1), runGraphReference(foldBatchNorm(graph), image, 1)];
    kept.forEach((value, i) => expect(folded[i]).toBeCloseTo(value, 3));
    expect(new Set(kept).size).toBeGreaterThan(10);
  });

  it('is repeatable, follows the seed, and leaves no tensor behind', async () => {
    const run = (seed: number): ReturnType<typeof trainNetwork> => trainNetwork({ graph: buildEmbeddedNetwork('glyphs-resnet', 3), dataset, normalization, recipe: { ...recipe, epochs: 1, seed } });
    const first = await run(5);
    const before = tf.memory();
    const second = await run(5);
    const after = tf.memory();
    expect([after.numTensors, after.numDataBuffers, after.numBytes]).toEqual([before.numTensors, before.numDataBuffers, before.numBytes]);
    expect(weightsOf(second.graph)).toEqual(weightsOf(first.graph));
    expect(second.history).toEqual(first.history);
    expect(weightsOf((await run(6)).graph)).not.toEqual(weightsOf(first.graph));
  });

  it('changes neither the given graph nor the data set', async () => {
    const graph = buildEmbeddedNetwork('glyphs-mlp', 1);
    const [weights, pixels] = [weightsOf(graph), dataset.pixels.slice()];
    const result = await trainNetwork({ graph, dataset, normalization, recipe });
    expect(weightsOf(graph)).toEqual(weights);
    expect(dataset.pixels).toEqual(pixels);
    expect(weightsOf(result.graph)).not.toEqual(weights);
    expect(result.graph.nodes).toBe(graph.nodes);
  });

  it('returns the best weights so far when it is aborted', async () => {
    const abort = new AbortController();
    const graph = buildEmbeddedNetwork('glyphs-mlp', 1);
    const result = await trainNetwork({ graph, dataset, normalization, recipe: { ...recipe, epochs: 50 }, signal: abort.signal, onEpoch: ({ epoch }) => epoch === 2 && abort.abort() });
    expect([result.stopped, result.history.length]).toEqual(['aborted', 2]);
    expect(weightsOf(result.graph)).not.toEqual(weightsOf(graph));
    expect(result.bestEpoch).toBeGreaterThan(0);
  });

  it('keeps the work of an epoch cut short, and the starting point when there was none', async () => {
    const graph = buildEmbeddedNetwork('glyphs-mlp', 1);
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 1);
    const cut = await trainNetwork({ graph, dataset, normalization, recipe: { ...recipe, batchSize: 2 }, signal: abort.signal });
    expect([cut.stopped, cut.history.length, cut.bestEpoch]).toEqual(['aborted', 1, 1]);
    expect(weightsOf(cut.graph)).not.toEqual(weightsOf(graph));
    const none = await trainNetwork({ graph, dataset, normalization, recipe, signal: AbortSignal.abort() });
    expect([none.stopped, none.history.length, none.bestEpoch, none.graph === graph]).toEqual(['aborted', 0, 0, true]);
  });

  it('stops with step and tensor when the loss is no number any more', async () => {
    const wild = { ...recipe, optimizer: { ...recipe.optimizer, learningRate: 1e30 }, schedule: { kind: 'cosine' as const } };
    const error: unknown = await trainNetwork({ graph: buildEmbeddedNetwork('glyphs-mlp', 1), dataset, normalization, recipe: wild }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BitscapeError);
    expect((error as BitscapeError).code).toBe('incomplete');
    expect((error as BitscapeError).message).toMatch(/^training stopped at epoch 1, step \d+: the loss became .*: the first tensor that is not finite is .*".+"$/);
  });

  it('names an input that is not finite', async () => {
    const pixels = new Float32Array(320 * 256).fill(NaN);
    const error: unknown = await trainNetwork({ graph: buildEmbeddedNetwork('glyphs-mlp', 1), dataset: { ...dataset, pixels }, normalization, recipe }).catch((thrown: unknown) => thrown);
    expect((error as BitscapeError).message).toMatch(/step 1: the loss became NaN: .* the input "input"$/);
  });

  it('refuses recipes, images and classes that do not fit', async () => {
    const graph = buildEmbeddedNetwork('glyphs-mlp', 1);
    const attempt = (change: Partial<Parameters<typeof trainNetwork>[0]>): Promise<unknown> => trainNetwork({ graph, dataset, normalization, recipe, ...change });
    await expect(attempt({ recipe: { ...recipe, rate: 1 } as TrainingRecipe })).rejects.toThrow(/unknown key "rate"/);
    await expect(attempt({ dataset: { ...dataset, imageShape: [16, 8, 2] } })).rejects.toThrow(/takes images of 16x16x1, glyphs has 16x8x2/);
    await expect(attempt({ dataset: { ...dataset, classes: 21 } })).rejects.toThrow(/glyphs has 21 classes/);
    await expect(attempt({ dataset: { ...dataset, length: 2 } })).rejects.toThrow(/cannot be divided/);
  });
});
