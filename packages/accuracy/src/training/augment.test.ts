import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { augment } from './augment.js';
import { seededRandom } from './seededRandom.js';

const run = (image: Float32Array, shape: [number, number, number], how: { shift: number; flip: boolean }, random: () => number): Float32Array => {
  const out = new Float32Array(image.length + 2).fill(-1);
  augment(image, shape, how, random, out, 1);
  expect([out[0], out.at(-1)]).toEqual([-1, -1]);
  return out.slice(1, -1);
};

describe('augment', () => {
  it('copies without shift and flip', () => {
    const image = Float32Array.from({ length: 12 }, (_, i) => i);
    expect(run(image, [2, 3, 2], { shift: 0, flip: false }, () => 0.99)).toEqual(image);
  });

  it('shifts down and right, repeating the border, and mirrors', () => {
    const image = Float32Array.of(1, 2, 3, 4, 5, 6);
    expect([...run(image, [2, 3, 1], { shift: 1, flip: false }, () => 0.99)]).toEqual([1, 1, 2, 1, 1, 2]);
    expect([...run(image, [2, 3, 1], { shift: 1, flip: false }, () => 0)]).toEqual([5, 6, 6, 5, 6, 6]);
    expect([...run(image, [2, 3, 1], { shift: 0, flip: true }, () => 0)]).toEqual([3, 2, 1, 6, 5, 4]);
  });

  it('moves whole pixels only, whatever the image', () => {
    const pixel = fc.record({ height: fc.integer({ min: 1, max: 5 }), width: fc.integer({ min: 1, max: 5 }), shift: fc.nat(8), flip: fc.boolean(), seed: fc.integer() });
    fc.assert(
      fc.property(pixel, ({ height, width, shift, flip, seed }) => {
        const image = Float32Array.from({ length: height * width * 2 }, (_, i) => i);
        const out = run(image, [height, width, 2], { shift, flip }, seededRandom(seed));
        for (let i = 0; i < out.length; i += 2) {
          expect(out[i]! % 2).toBe(0);
          expect(out[i + 1]).toBe(out[i]! + 1);
        }
      }),
    );
  });
});
