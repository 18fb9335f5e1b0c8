import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packLanes, unpackLanes, unpackLanesWide } from './lanes.js';

const netsOf = (width: number): number[] => Array.from({ length: width }, (_, k) => width - 1 - k);

describe('packLanes(planes, words, nets, values)', () => {
  it('is undone by unpackLanes for signed and unsigned values of every width up to 53', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 53 }), fc.boolean(), fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 64, maxLength: 64 }), (width, signed, fractions) => {
        const values = fractions.map((fraction) => Math.floor(fraction * 2 ** width) - (signed ? 2 ** (width - 1) : 0));
        const planes = new Int32Array(2 * width);
        packLanes(planes, 2, netsOf(width), values);
        expect(Array.from(unpackLanes(planes, 2, netsOf(width), signed))).toEqual(values.map((value) => value + 0));
      }),
      { numRuns: 60 },
    );
  });

  it('is undone by unpackLanesWide for wide words', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.array(fc.bigInt({ min: 0n, max: 2n ** 220n }), { maxLength: 32 }), (width, values) => {
        const planes = new Int32Array(width);
        packLanes(planes, 1, netsOf(width), values);
        const expected = Array.from({ length: 32 }, (_, lane) => BigInt.asUintN(width, values[lane] ?? 0n));
        expect(unpackLanesWide(planes, 1, netsOf(width))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('writes one value to all lanes', () => {
    const planes = new Int32Array(3);
    packLanes(planes, 1, [0, 1, 2], -3);
    expect(Array.from(planes)).toEqual([-1, 0, -1]);
    expect(unpackLanes(planes, 1, [0, 1, 2], true)).toEqual(new Float64Array(32).fill(-3));
  });
});
