import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitTraining } from './splitTraining.js';

describe('splitTraining', () => {
  it('puts every image into exactly one part, by seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 300 }), fc.double({ min: 0.1, max: 0.8, noNaN: true }), fc.nat(), (images, fraction, seed) => {
        const { training, validation } = splitTraining(images, fraction, seed);
        expect(validation.length).toBe(Math.round(images * fraction));
        expect([...training, ...validation].sort((a, b) => a - b)).toEqual(Array.from({ length: images }, (_, i) => i));
        expect(splitTraining(images, fraction, seed).validation).toEqual(validation);
      }),
    );
    expect(splitTraining(100, 0.5, 1).validation).not.toEqual(splitTraining(100, 0.5, 2).validation);
  });

  it.each([
    [3, 0.01],
    [10, 0.99],
    [0, 0.5],
    [2, 0.5],
  ])('refuses %d images with a fraction of %d', (images, fraction) => {
    expect(() => splitTraining(images, fraction, 1)).toThrow(/cannot be divided/);
  });
});
