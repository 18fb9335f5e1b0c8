import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_POINT } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { expect, it } from 'vitest';
import { IMAGES, syntheticResult } from '../test/syntheticStudy.js';
import { temporaryFolder } from '../test/temporaryFolder.js';
import { AccuracyCache } from './AccuracyCache.js';

const result = syntheticResult(DEFAULT_POINT.numerics, 1);
const files = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json')).map((name) => join(folder, name));

it('getOrMeasure measures an identity once, in this process and in later ones', async () => {
  const folder = join(temporaryFolder(), 'cache');
  const cache = new AccuracyCache(folder);
  let calls = 0;
  const measure = () => Promise.resolve((calls++, result));
  expect(await cache.getOrMeasure({ a: 1 }, IMAGES, measure)).toEqual(result);
  expect(await cache.getOrMeasure({ a: 1 }, IMAGES, measure)).toEqual(result);
  expect(await new AccuracyCache(folder).getOrMeasure({ a: 1 }, IMAGES, measure)).toEqual(result);
  expect(calls).toBe(1);
  await cache.getOrMeasure({ a: 2 }, IMAGES, measure);
  expect([calls, cache.hits, cache.misses]).toEqual([2, 1, 2]);
});

it('getOrMeasure keeps neither failures nor results that contradict themselves', async () => {
  const folder = join(temporaryFolder(), 'cache');
  const cache = new AccuracyCache(folder);
  await expect(cache.getOrMeasure('x', IMAGES, () => Promise.reject(new BitscapeError('incomplete', 'lost')))).rejects.toThrow('lost');
  expect(await cache.getOrMeasure('x', IMAGES, () => Promise.resolve({ ...result, correct: result.correct + 1 }))).toBeDefined();
  expect(() => readdirSync(folder)).toThrow();
});

it('getOrMeasure measures again where a file was changed in any byte, swapped or cut', async () => {
  const folder = temporaryFolder();
  await new AccuracyCache(folder).getOrMeasure('x', IMAGES, () => Promise.resolve(result));
  await new AccuracyCache(folder).getOrMeasure('y', IMAGES, () => Promise.resolve(result));
  const [first, second] = files(folder) as [string, string];
  const sound = readFileSync(first);
  const damaged = [sound.subarray(0, sound.length >> 1), Buffer.alloc(0), readFileSync(second)];
  for (let at = 0; at < sound.length; at += 7) damaged.push(Buffer.from(sound.map((byte, index) => (index === at ? byte ^ 1 : byte))));
  for (const bytes of damaged) {
    writeFileSync(first, bytes);
    const cache = new AccuracyCache(folder);
    await cache.getOrMeasure('x', IMAGES, () => Promise.resolve(result));
    await cache.getOrMeasure('y', IMAGES, () => Promise.resolve(result));
    expect(cache.misses).toBe(1);
    expect(readFileSync(first)).toEqual(sound);
  }
});
