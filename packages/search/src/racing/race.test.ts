import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { seededRandom, type AccuracyResult, type FrontierFile } from '@bitscape/design';
import { describe, expect, it } from 'vitest';
import { bytesOf, runSynthetic, syntheticEvaluators, syntheticStudy, WORKLOAD } from '../../test/syntheticStudy.js';
import { temporaryFolder } from '../../test/temporaryFolder.js';
import type { Evaluators } from '../Evaluators.js';
import { accuracyGap } from './accuracyGap.js';
import { HypergeometricBounds } from './HypergeometricBounds.js';

const IMAGES = 4000;
const workload: FrontierFile['workload'] = { ...WORKLOAD, dataset: { ...WORKLOAD.dataset, images: IMAGES } };

/** A result from bits, one an image. */
function resultOf(bits: readonly boolean[]): AccuracyResult {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  bits.forEach((correct, image) => {
    if (correct) bytes[image >> 3]! |= 1 << (image & 7);
  });
  const correct = bits.filter(Boolean).length;
  return { images: bits.length, correct, correctTop5: bits.length, loss: 0, correctBits: Buffer.from(bytes).toString('base64'), engine: 'test' };
}

/** Numerics agree on most images, as real ones do: an image has a difficulty, numerics have a skill and some noise. */
function raceEvaluators(seed: number): Evaluators & { images: number } {
  // Evaluators remember what they have classified of the same numerics.
  const seen = new Map<string, number>();
  const evaluators = {
    ...syntheticEvaluators(),
    images: 0,
    accuracy: ((numerics, _training, { images, key }) => {
      const before = seen.get(key) ?? 0;
      evaluators.images += Math.max(0, images - before);
      seen.set(key, Math.max(images, before));
      const bits = Number(/\d+/.exec(numerics.weights.format)![0]) + Number(/\d+$/.exec(numerics.activations.format)![0]);
      let hash = seed;
      for (const char of JSON.stringify(numerics)) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) >>> 0;
      const skill = 0.55 + 0.35 * (1 - Math.exp(-bits / 5)) + 0.12 * (seededRandom(hash)() - 0.5);
      const [difficulty, noise] = [seededRandom(seed), seededRandom(hash + 1)];
      return Promise.resolve(resultOf(Array.from({ length: IMAGES }, () => 0.9 * difficulty() + 0.1 * noise() < skill).slice(0, images)));
    }) satisfies Evaluators['accuracy'],
  };
  return evaluators;
}

const axes = {
  'numerics.weights.format': ['int2', 'int3', 'int4', 'int5', 'int6', 'int8', 'lns:2.1', 'lns:3.2'],
  'numerics.activations.format': ['uint2', 'uint3', 'uint4', 'uint6', 'uint8'],
  'accelerator.array.rows': [8, 16, 32],
};
const epsilon = 0.002;
const study = (changes: object = {}) => syntheticStudy({ axes, race: { epsilon, delta: 0.05 }, ...changes });

describe('HypergeometricBounds', () => {
  it('are wrong with a probability of at most δ, by enumeration, and not needlessly wide', () => {
    const choose = (n: number, k: number): number => (k < 0 || k > n ? 0 : k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
    for (const [total, sample, delta] of [[12, 5, 0.05], [20, 8, 0.2], [9, 9, 0.05], [15, 1, 0.1]] as const) {
      const bounds = new HypergeometricBounds(total);
      for (let marked = 0; marked <= total; marked++) {
        let [above, below] = [0, 0];
        for (let seen = Math.max(0, sample - total + marked); seen <= Math.min(sample, marked); seen++) {
          const probability = (choose(marked, seen) * choose(total - marked, sample - seen)) / choose(total, sample);
          if (bounds.atMost(seen, sample, delta) < marked) above += probability;
          if (bounds.atLeast(seen, sample, delta) > marked) below += probability;
        }
        expect(above).toBeLessThanOrEqual(delta + 1e-12);
        expect(below).toBeLessThanOrEqual(delta + 1e-12);
      }
      // The next larger count is rejected: otherwise the bound would be wider than the test.
      const most = bounds.atMost(0, sample, delta);
      const rejected = choose(total - most - 1, sample) / choose(total, sample);
      expect(rejected).toBeLessThanOrEqual(delta);
    }
  });

  it('hold for large populations too: bounds lie around the estimate and come closer with the sample', () => {
    const bounds = new HypergeometricBounds(10_000);
    for (const share of [0.01, 0.5, 0.99]) {
      let width = Infinity;
      for (const sample of [100, 1000, 5000, 9999]) {
        const seen = Math.round(share * sample);
        const [low, high] = [bounds.atLeast(seen, sample, 1e-6), bounds.atMost(seen, sample, 1e-6)];
        expect(low / 10_000).toBeLessThanOrEqual(seen / sample);
        expect(high / 10_000).toBeGreaterThanOrEqual(seen / sample);
        // Six standard deviations hold a normal tail of 1e-6 with room to spare.
        expect(high - low).toBeLessThanOrEqual(2 * (6 * Math.sqrt((share * (1 - share)) / sample) + 30 / sample) * 10_000);
        expect(high - low).toBeLessThan(width);
        width = high - low;
      }
    }
  });
});

describe('accuracyGap', () => {
  it('is certain where it says so, whatever the unseen images are', () => {
    const bits = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 4, maxLength: 40 });
    fc.assert(
      fc.property(bits, fc.double({ min: 0, max: 1, noNaN: true }), (pairs, share) => {
        const seen = 1 + Math.floor(share * (pairs.length - 1));
        const [a, b] = [pairs.map(([first]) => first), pairs.map(([, second]) => second)];
        const actual = (a.filter(Boolean).length - b.filter(Boolean).length) / pairs.length;
        const gap = accuracyGap(resultOf(a.slice(0, seen)), resultOf(b.slice(0, seen)), pairs.length, -2, 0.05, new HypergeometricBounds(pairs.length));
        expect(gap.certain).toBe(true);
        expect(gap.atLeast).toBeLessThanOrEqual(actual + 1e-12);
        if (seen === pairs.length) expect(gap.atLeast).toBeCloseTo(actual, 12);
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});

describe('a race', { timeout: 60_000 }, () => {
  it('keeps every point of the exhaustive frontier or one within epsilon, in 19 of 20 seeds, on a fraction of the images', async () => {
    const seeds = process.env['BITSCAPE_FULL'] === '1' ? 20 : 4;
    const folder = temporaryFolder();
    let kept = 0;
    let [raced, whole] = [0, 0];
    for (let seed = 1; seed <= seeds; seed++) {
      const [all, some] = [raceEvaluators(seed), raceEvaluators(seed)];
      const exhaustive = await runSynthetic({ journalPath: join(folder, `a${seed}`), study: syntheticStudy({ axes }), evaluators: all, workload });
      const outcome = await runSynthetic({ journalPath: join(folder, `b${seed}`), study: study(), evaluators: some, workload });
      const covered = exhaustive.frontier.points.every((point) =>
        outcome.frontier.points.some(({ objectives: o }) => o.accuracy! >= point.objectives.accuracy! - epsilon - 1e-9 && o.energy! <= point.objectives.energy! && o.area! <= point.objectives.area!),
      );
      kept += covered ? 1 : 0;
      raced += some.images;
      whole += all.images;
      expect(outcome.trials).toHaveLength(exhaustive.trials.length);
      expect(outcome.frontier.counts.feasible).toBe(exhaustive.frontier.counts.feasible);
      const stopped = outcome.trials.filter(({ reason }) => reason.startsWith('stopped after'));
      expect(stopped.length).toBeGreaterThan(0);
      // The certificate names a point that was evaluated in full.
      for (const { reason } of stopped) expect(outcome.trials.find(({ id }) => id === / by (\w+),/.exec(reason)![1])!.accuracy!.images).toBe(IMAGES);
    }
    expect(kept).toBeGreaterThanOrEqual(0.95 * seeds);
    expect(raced / whole).toBeLessThan(0.6);
  });

  it('gives the same bytes with any concurrency, and after an interruption at any record', async () => {
    const folder = temporaryFolder();
    const run = (name: string, more: object = {}) => runSynthetic({ journalPath: join(folder, name), study: study(), evaluators: raceEvaluators(1), workload, ...more });
    const bytes = bytesOf(await run('whole'));
    expect(bytesOf(await run('eight', { concurrency: 8 }))).toBe(bytes);
    const lines = readFileSync(join(folder, 'whole'), 'utf8').split('\n');
    for (let kept = 1; kept < lines.length - 1; kept += 61) {
      writeFileSync(join(folder, `cut${kept}`), `${lines.slice(0, kept).join('\n')}\n`);
      expect(bytesOf(await run(`cut${kept}`, { resume: true }))).toBe(bytes);
    }
  });

  it('with a bound on accuracy stops nothing within epsilon only, and a race for no accuracy is refused', async () => {
    const folder = temporaryFolder();
    const constraints = { accuracy: { min: 0.8 } };
    const exhaustive = await runSynthetic({ journalPath: join(folder, 'a'), study: syntheticStudy({ axes, constraints }), evaluators: raceEvaluators(4), workload });
    const outcome = await runSynthetic({ journalPath: join(folder, 'b'), study: study({ constraints, race: { epsilon: 0.3, delta: 0.01 } }), evaluators: raceEvaluators(4), workload });
    expect(outcome.frontier.points).toEqual(exhaustive.frontier.points);
    expect(() => study({ objectives: ['energy', 'area'] })).toThrow(/nothing to race for/);
  });
});
