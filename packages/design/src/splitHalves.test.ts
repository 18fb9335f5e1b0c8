import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCorrect } from './countCorrect.js';
import { roundSignificant } from './roundSignificant.js';
import { seededRandom } from './seededRandom.js';
import { splitHalves } from './splitHalves.js';

describe('splitHalves', () => {
  it('splitHalves gives every image once, halves of equal size, ascending, the same for a seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (images, seed) => {
        const { selection, holdout } = splitHalves(images, seed);
        expect([...selection, ...holdout].sort((a, b) => a - b)).toEqual(Array.from({ length: images }, (_, index) => index));
        expect(selection.length - holdout.length).toBe(images % 2);
        expect([...selection]).toEqual([...selection].sort((a, b) => a - b));
        expect(splitHalves(images, seed)).toEqual({ selection, holdout });
      }),
      { seed: 2, numRuns: 100 },
    );
  });
  it('splitHalves puts each image in either half about equally often', () => {
    const counts = new Array<number>(20).fill(0);
    for (let seed = 0; seed < 2000; seed++) for (const image of splitHalves(20, seed).selection) counts[image]!++;
    // Binomial with n = 2000, p = ½: 1000 ± 22; five standard deviations.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(112);
  });
  it('splitHalves is stable: changing it would change what picks report', () => {
    expect([...splitHalves(10, 1).selection]).toMatchInlineSnapshot(`
      [
        1,
        2,
        3,
        7,
        8,
      ]
    `);
  });
  it.each([-1, 1.5, Number.NaN, 2 ** 32])('splitHalves(%d) is refused', (images) => {
    expect(() => splitHalves(images, 1)).toThrow(/not a number of images/);
  });
});

describe('countCorrect', () => {
  it('countCorrect counts bit i & 7 of byte i >> 3', () => {
    const bits = Buffer.from([0b00000101, 0b10000000]).toString('base64');
    expect(countCorrect(bits, Uint32Array.of(0, 1, 2, 3))).toBe(2);
    expect(countCorrect(bits, Uint32Array.of(15))).toBe(1);
    expect(countCorrect(bits, new Uint32Array())).toBe(0);
    expect(() => countCorrect(bits, Uint32Array.of(16))).toThrow(/covers 16 images, image 16/);
  });
  it('countCorrect of the two halves adds up to all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 0, max: 1000 }), (bytes, seed) => {
        const bits = Buffer.from(bytes).toString('base64');
        const { selection, holdout } = splitHalves(bytes.length * 8, seed);
        const ones = [...bytes].reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
        expect(countCorrect(bits, selection) + countCorrect(bits, holdout)).toBe(ones);
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});

describe('seededRandom', () => {
  it('seededRandom is mulberry32', () => {
    const random = seededRandom(0);
    expect([random(), random(), random()]).toEqual([0.26642920868471265, 0.0003297457005828619, 0.2232720274478197]);
  });
});

describe('roundSignificant', () => {
  it.each([
    [Math.PI, 3.1415927],
    [123456789.123, 123456790],
    [1.23456789e-20, 1.2345679e-20],
    [0, 0],
    [-0, 0],
    [-1.000000004, -1],
  ])('roundSignificant(%d) is %d', (value, expected) => {
    expect(roundSignificant(value)).toBe(expected);
  });
  it('roundSignificant is idempotent, monotone and within half a unit of the eighth digit', () => {
    const values = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const rounded = roundSignificant(a);
        expect(roundSignificant(rounded)).toBe(rounded);
        expect(Math.abs(rounded - a)).toBeLessThanOrEqual(Math.abs(a) * 5.0000001e-8 + 5e-324);
        if (a <= b) expect(rounded).toBeLessThanOrEqual(roundSignificant(b));
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});
