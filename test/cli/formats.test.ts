import { tmpdir } from 'node:os';
import { expect, it, vi } from 'vitest';
import { runBitscape } from './runBitscape.js';

vi.setConfig({ testTimeout: 60_000 });

const IMAGES = 100;

interface Result {
  readonly results: readonly { readonly engine: string; readonly correct: number }[];
  readonly difference: { readonly differing: number };
}

// One pair of each hardware family and number-format family.
it.each([
  ['pow2:4', 'uint4', 80],
  ['apot4', 'uapot4', 80],
  ['pow2:4', 'upow2:4', 80],
  ['ternary', 'uint4', 30],
  ['binary', 'uint4', 5],
  ['ternary', 'ternary', 20],
  ['codebook:-12,-7,-4,-2,0,1,4,8', 'codebook:0,1,2,3,5,8,12,20', 60],
  ['lns:2.1:log', 'ulns:2.2:log', 80],
])('evaluate --weights %s --activations %s --engine both recognises at least %d of 100 glyphs, with few differences', (weights, activations, least) => {
  const { stdout, stderr, status } = runBitscape(
    ['evaluate', '--network', 'glyphs-cnn', '--images', String(IMAGES), '--workers', '1', '--weights', weights, '--activations', activations, '--engine', 'both', '--json'],
    tmpdir(),
  );
  expect([stderr, status]).toEqual(['', 0]);
  const { results, difference } = JSON.parse(stdout) as Result;
  expect(results.map(({ engine }) => engine)).toEqual(['exact integers', expect.stringMatching(/^tfjs-/)]);
  for (const { correct } of results) expect(correct).toBeGreaterThanOrEqual(least);
  // Products of one or two bits leave the bias only coarse accumulator units: some decisions of these weak networks turn.
  expect(difference.differing).toBeLessThanOrEqual(weights === 'binary' || weights === 'ternary' ? 20 : 4);
});

it('evaluate --engine exact refuses binary activations in one sentence', () => {
  const { stdout, status } = runBitscape(['evaluate', '--images', '10', '--weights', 'int4', '--activations', 'binary', '--engine', 'exact', '--json'], tmpdir());
  expect(status).not.toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'infeasible', message: 'binary activations have no zero, which padding and clipping need' } });
});

it('rtl refuses hardware without RTL, naming its family; estimate prices it', () => {
  const rtl = runBitscape(['rtl', '--weights', 'apot4', '--activations', 'uint4', '--out', 'nowhere', '--json'], tmpdir());
  expect(JSON.parse(rtl.stdout)).toMatchObject({ error: { message: 'there is no RTL for multiply-accumulate family "shift"' } });
  const estimate = runBitscape(['estimate', '--weights', 'apot4', '--activations', 'uapot4', '--json'], tmpdir());
  expect(estimate.status).toBe(0);
});
