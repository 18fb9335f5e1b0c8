import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tallyBatch } from './tallyBatch.js';

const CLASSES = 7;

describe('tallyBatch', () => {
  it('counts hits, top-5 hits and cross-entropy', () => {
    const logits = Float32Array.from([[9, 1, 2, 3, 4, 5, 6], [9, 1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 0, 0, 0]].flat());
    const tally = tallyBatch('e', 4, 400, logits, Int32Array.from([0, 1, 0]));
    expect(tally).toMatchObject({ index: 4, images: 3, correctTop5: 2 });
    expect([...tally.correct]).toEqual([1, 0, 1]);
    expect([...tally.decisions]).toEqual([0, 0, 0]);
    const sum = [9, 1, 2, 3, 4, 5, 6].reduce((total, x) => total + Math.exp(x), 0);
    expect(tally.loss).toBeCloseTo(Math.log(sum) - 9 + Math.log(sum) - 1 + Math.log(7), 6);
  });

  it('agrees with sorting, equal logits in class order', () => {
    const row = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: CLASSES, maxLength: CLASSES });
    fc.assert(
      fc.property(row, fc.nat(CLASSES - 1), (logits, label) => {
        const order = [...logits.keys()].sort((a, b) => logits[b]! - logits[a]! || a - b);
        const tally = tallyBatch('e', 0, 0, Float32Array.from(logits), Int32Array.of(label));
        expect(tally.correct[0]).toBe(order[0] === label ? 1 : 0);
        expect(tally.decisions[0]).toBe(order[0]);
        expect(tally.correctTop5).toBe(order.indexOf(label) < 5 ? 1 : 0);
      }),
    );
  });

  it('does not overflow on large logits', () => {
    expect(tallyBatch('e', 0, 0, Float32Array.of(1e30, -1e30), Int32Array.of(0)).loss).toBe(0);
  });

  it.each([NaN, Infinity, -Infinity])('names the image whose logit is %s', (bad) => {
    const logits = Float32Array.of(0, 1, bad, 1);
    expect(() => tallyBatch('e', 3, 60, logits, Int32Array.of(0, 0))).toThrow('image 61');
  });
});
