import { layersOf, normalizeImages, runGraphReference } from '@bitscape/network';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../engine/openEngine.js';
import type { InferenceEngine } from '../engine/InferenceEngine.js';
import { testDataset, testNetwork } from '../plan/testNetwork.js';
import { batchSizeFor } from './batchSizeFor.js';
import { evaluate } from './evaluate.js';

const graph = testNetwork();
const { dataset, normalization } = testDataset(150);

let engine: InferenceEngine;
beforeAll(async () => {
  engine = await openEngine('tfjs-wasm');
});

describe('evaluate', () => {
  it('gives the decisions of the reference loops, and progress up to the last image', async () => {
    const progress: number[] = [];
    const before = tf.memory().numTensors;
    const result = await evaluate({ engine, graph, plan: null, dataset, normalization, onProgress: (done) => progress.push(done) });
    const logits = runGraphReference(graph, normalizeImages(dataset, normalization, 0, 150), 150);
    const hits = Array.from({ length: 150 }, (_, i) => {
      const row = [...logits.subarray(i * 5, i * 5 + 5)];
      return row.indexOf(Math.max(...row)) === dataset.labels[i];
    });
    const bits = Buffer.from(result.correctBits, 'base64');
    expect(hits.map((_, i) => ((bits[i >> 3]! >> (i & 7)) & 1) === 1)).toEqual(hits);
    expect(result).toMatchObject({ images: 150, correct: hits.filter(Boolean).length, correctTop5: 150, engine: engine.label });
    expect(progress).toEqual([64, 128, 150]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('evaluates the first images only where asked', async () => {
    const all = await evaluate({ engine, graph, plan: null, dataset, normalization });
    const some = await evaluate({ engine, graph, plan: null, dataset, normalization, images: 70 });
    expect(some.images).toBe(70);
    expect([...Buffer.from(some.correctBits, 'base64').subarray(0, 8)]).toEqual([...Buffer.from(all.correctBits, 'base64').subarray(0, 8)]);
  });

  it.each([0, -1, 1.5, 151])('refuses %s images', async (images) => {
    await expect(evaluate({ engine, graph, plan: null, dataset, normalization, images })).rejects.toMatchObject({ code: 'usage' });
  });

  it('stops between batches when aborted, and frees its memory', async () => {
    const controller = new AbortController();
    const before = tf.memory().numTensors;
    const running = evaluate({ engine, graph, plan: null, dataset, normalization, signal: controller.signal, onProgress: () => controller.abort() });
    await expect(running).rejects.toMatchObject({ code: 'incomplete' });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses a data set with more classes than the network has outputs', async () => {
    const wide = { ...dataset, classes: 6 };
    await expect(evaluate({ engine, graph, plan: null, dataset: wide, normalization })).rejects.toMatchObject({ code: 'usage' });
    expect(layersOf(graph)).toHaveLength(4);
  });
});

describe('batchSizeFor', () => {
  it('is 64 for small images and shrinks with the widest tensor, never below 1', () => {
    expect(batchSizeFor(graph)).toBe(64);
    const wide = (elements: number): number => batchSizeFor({ ...graph, shapes: new Map([['t', [-1, elements]]]) });
    expect(wide(224 * 224 * 64)).toBe(1);
    expect(wide(112 * 112 * 64)).toBe(4);
    expect(wide(1e9)).toBe(1);
  });
});
