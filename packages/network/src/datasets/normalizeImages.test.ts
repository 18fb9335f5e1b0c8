import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeDataset } from './makeDataset.js';
import { resolveNormalization } from './normalization.js';
import { normalizeImages } from './normalizeImages.js';

const dataset = (pixels: Uint8Array | Float32Array, shape: number[]): ReturnType<typeof makeDataset> => {
  const images = pixels.length / shape.reduce((a, b) => a * b, 1);
  return makeDataset('test', 'test', { classes: 1, imageShape: shape, pixels, labels: new Int32Array(images) });
};

describe('normalizeImages', () => {
  it('applies (pixel / divisor - mean) / std in each channel, rounded once', () => {
    const norm = resolveNormalization('mean=0.5,0.25,0;std=0.5,1,2', 3);
    const result = normalizeImages(dataset(Uint8Array.of(0, 255, 51, 255, 0, 102), [1, 2, 3]), norm, 0, 1);
    expect([...result]).toEqual([-1, 0.75, 0.1, 1, -0.25, 0.2].map(Math.fround));
  });

  it('gives the same for bytes looked up and for floats computed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1200, maxLength: 1200 }), (bytes) => {
        const norm = resolveNormalization('imagenet', 3);
        expect(normalizeImages(dataset(bytes, [20, 20, 3]), norm, 0, 1)).toEqual(normalizeImages(dataset(Float32Array.from(bytes), [20, 20, 3]), norm, 0, 1));
      }),
      { numRuns: 20 },
    );
  });

  it('takes a range and fills the given array', () => {
    const raw = resolveNormalization('none', 1);
    const out = new Float32Array(4).fill(-1);
    const images = dataset(Uint8Array.of(1, 2, 3, 4, 5, 6), [1, 2, 1]);
    expect(normalizeImages(images, raw, 1, 1, out)).toBe(out);
    expect([...out]).toEqual([3, 4, -1, -1]);
    expect(normalizeImages(images, raw, 3, 0)).toEqual(new Float32Array(0));
  });

  it.each([
    [-1, 1],
    [0, 4],
    [3, 1],
    [0.5, 1],
    [0, -1],
  ])('refuses images %d + %d of 3', (start, count) => {
    expect(() => normalizeImages(dataset(new Uint8Array(6), [1, 2, 1]), resolveNormalization('none', 1), start, count)).toThrow(/it has 3 images/);
  });

  it('refuses constants for another number of channels and a short array', () => {
    const images = dataset(new Uint8Array(6), [1, 2, 1]);
    expect(() => normalizeImages(images, resolveNormalization('imagenet', 3), 0, 1)).toThrow(/is for 3 channel/);
    expect(() => normalizeImages(images, resolveNormalization('none', 1), 0, 2, new Float32Array(3))).toThrow(/3 places for 4/);
  });
});
