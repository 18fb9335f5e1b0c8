import fc from 'fast-check';
import { expect, it } from 'vitest';
import { searchScales } from './searchScales.js';

/** A loss whose minimum lies at given scales and at p = 3.2 along the start. */
const start = (p: number): Float64Array => Float64Array.of(0.5 + 0.1 * p, 2 - 0.2 * p, 1);
const target = start(3.2);
const distance = (scales: Float64Array): number => scales.reduce((sum, scale, i) => sum + (scale - target[i]!) ** 2, 0);

it('searchScales finds the norm between those tried by the parabola of their losses', async () => {
  const { norm, loss, evaluations } = await searchScales({ start, loss: distance, passes: 0 });
  expect(norm).toBeCloseTo(3.2, 6);
  expect(loss).toBeLessThan(1e-12);
  expect(evaluations).toBe(6);
});

it('searchScales goes on by coordinate descent, also with a loss that takes time', async () => {
  const best = Float64Array.of(0.7, 1.5, 1.2);
  const loss = (scales: Float64Array) => Promise.resolve(scales.reduce((sum, scale, i) => sum + Math.log(scale / best[i]!) ** 2, 0));
  const without = await searchScales({ start, loss, passes: 0 });
  const found = await searchScales({ start, loss, passes: 40 });
  expect(found.loss).toBeLessThan(without.loss / 100);
  found.scales.forEach((scale, i) => expect(scale / best[i]!).toBeCloseTo(1, 1));
});

it('searchScales is never worse than any start', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 5, maxLength: 5 }), async (losses) => {
      let call = 0;
      const { loss } = await searchScales({ start, loss: () => losses[call++] ?? 20, passes: 1 });
      expect(loss).toBe(Math.min(...losses));
    }),
  );
});
