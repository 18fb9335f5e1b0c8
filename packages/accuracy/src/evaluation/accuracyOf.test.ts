import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accuracyOf } from './accuracyOf.js';
import type { BatchTally } from './BatchTally.js';
import { summarizeAccuracy } from './summarizeAccuracy.js';

const tally = (index: number, correct: readonly number[], loss = 0.1): BatchTally => ({
  index, images: correct.length, engine: 'e', decisions: new Uint16Array(correct.length), correct: Uint8Array.from(correct), correctTop5: correct.length, loss,
});

describe('accuracyOf', () => {
  it('packs one bit an image, first image in the lowest bit', () => {
    const result = accuracyOf([tally(0, [1, 0, 1, 1]), tally(1, [0, 0, 0, 1, 1])]);
    expect(result).toMatchObject({ images: 9, correct: 5, correctTop5: 9, engine: 'e' });
    expect([...Buffer.from(result.correctBits, 'base64')]).toEqual([0b10001101, 0b1]);
  });

  it('gives the same bits for every order of arrival', () => {
    const batches = fc.array(fc.tuple(fc.array(fc.nat(1), { minLength: 1, maxLength: 9 }), fc.double({ min: 0, max: 5, noNaN: true })), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(batches, fc.infiniteStream(fc.nat()), (parts, keys) => {
        const tallies = parts.map(([correct, loss], i) => tally(i, correct, loss));
        const order = new Map(tallies.map((t) => [t, keys.next().value as number]));
        const shuffled = [...tallies].sort((a, b) => order.get(a)! - order.get(b)!);
        expect(accuracyOf(shuffled)).toEqual(accuracyOf(tallies));
      }),
    );
  });

  it.each([['missing', [0, 2]], ['doubled', [0, 0]]])('refuses a %s batch', (_, indexes) => {
    expect(() => accuracyOf(indexes.map((index) => tally(index, [1])))).toThrow('batch 1');
  });
});

describe('summarizeAccuracy', () => {
  it('states top-1 inside its Wilson interval', () => {
    const summary = summarizeAccuracy({ images: 10000, correct: 9173, correctTop5: 9966, loss: 0.37, correctBits: '', engine: 'e' });
    expect(summary.top1).toBe(0.9173);
    expect(summary.top5).toBe(0.9966);
    expect(summary.top1Interval[0]).toBeCloseTo(0.9117, 3);
    expect(summary.top1Interval[1]).toBeCloseTo(0.9225, 3);
  });
});
