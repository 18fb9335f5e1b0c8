import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossEntropy } from './crossEntropy.js';

describe('crossEntropy', () => {
  it('is ln(classes) for equal logits, with any smoothing', () => {
    for (const smoothing of [0, 0.1]) expect(crossEntropy(new Float32Array(8), Int32Array.of(1, 3), 4, smoothing).loss).toBeCloseTo(Math.log(4), 12);
  });

  it('counts the images whose label has the first largest logit', () => {
    const logits = Float32Array.of(0, 1, 1, /**/ 5, 0, 0, /**/ 1, 1, 1);
    expect(crossEntropy(logits, Int32Array.of(1, 0, 2), 3, 0).correct).toBe(2);
  });

  it('stays finite for large logits and is not a number for NaN', () => {
    expect(crossEntropy(Float32Array.of(1e30, -1e30), Int32Array.of(0), 2, 0)).toEqual({ loss: 0, gradient: new Float32Array(2), correct: 1 });
    expect(crossEntropy(Float32Array.of(NaN, 0), Int32Array.of(0), 2, 0).loss).toBeNaN();
  });

  it('has the gradient that differences of the loss show, summing to zero for each image', () => {
    const logits = fc.array(fc.integer({ min: -64, max: 64 }).map((n) => n / 16), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(logits, fc.tuple(fc.nat(2), fc.nat(2)), fc.constantFrom(0, 0.1, 0.5), (values, labels, smoothing) => {
        const at = (list: readonly number[]): ReturnType<typeof crossEntropy> => crossEntropy(Float32Array.from(list), Int32Array.from(labels), 3, smoothing);
        const { gradient } = at(values);
        values.forEach((_, i) => {
          const moved = (by: number): number => at(values.map((v, j) => (j === i ? v + by : v))).loss;
          // A power of two: the moved logits are exact in float32.
          expect(gradient[i]).toBeCloseTo((moved(2 ** -10) - moved(-(2 ** -10))) * 2 ** 9, 5);
        });
        expect(gradient[0]! + gradient[1]! + gradient[2]!).toBeCloseTo(0, 6);
      }),
    );
  });
});
