import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyQuantizer } from './applyQuantizer.js';
import { integerRange, ROUNDING_MODES, type IntegerQuantizer, type RoundingMode } from './Quantizer.js';

const integer = (changes: Partial<IntegerQuantizer> = {}): IntegerQuantizer => ({ kind: 'integer', bits: 8, signed: true, narrow: false, rounding: 'ROUND', zeroPoint: 0, scales: [1], ...changes });
const apply = (quantizer: Parameters<typeof applyQuantizer>[0], ...values: number[]): number[] => [...applyQuantizer(quantizer, Float32Array.from(values))];

describe('applyQuantizer', () => {
  it.each<[RoundingMode, number[]]>([
    ['ROUND', [-3, -2, -2, -1, 0, 0, 1, 2, 2, 3]],
    ['HALF_EVEN', [-3, -2, -2, -1, 0, 0, 1, 2, 2, 3]],
    ['HALF_UP', [-3, -3, -2, -1, -1, 1, 1, 2, 3, 3]],
    ['HALF_DOWN', [-3, -2, -1, -1, 0, 0, 1, 1, 2, 3]],
    ['CEIL', [-2, -2, -1, 0, 0, 1, 1, 2, 3, 3]],
    ['FLOOR', [-3, -3, -2, -1, -1, 0, 0, 1, 2, 2]],
    ['UP', [-3, -3, -2, -1, -1, 1, 1, 2, 3, 3]],
    ['DOWN', [-2, -2, -1, 0, 0, 0, 0, 1, 2, 2]],
    ['ROUND_TO_ZERO', [-2, -2, -1, 0, 0, 0, 0, 1, 2, 2]],
  ])('rounds by %s', (rounding, expected) => {
    expect(apply(integer({ rounding }), -2.6, -2.5, -1.5, -0.6, -0.5, 0.5, 0.6, 1.5, 2.5, 2.6)).toEqual(expected);
  });

  it('clamps to the range of width, sign and narrowness', () => {
    expect(integerRange({ bits: 4, signed: true, narrow: false })).toEqual([-8, 7]);
    expect(integerRange({ bits: 4, signed: true, narrow: true })).toEqual([-7, 7]);
    expect(integerRange({ bits: 4, signed: false, narrow: false })).toEqual([0, 15]);
    expect(integerRange({ bits: 4, signed: false, narrow: true })).toEqual([0, 14]);
    expect(apply(integer({ bits: 2, scales: [0.5] }), -9, 9)).toEqual([-1, 0.5]);
  });

  it('moves the range by the zero point', () => {
    expect(apply(integer({ bits: 4, signed: false, zeroPoint: 3 }), -9, -3, 0, 1, 12, 99)).toEqual([-3, -3, 0, 1, 12, 12]);
  });

  it('takes sign(0) as +1 in bipolar quantizers, and scales by channel', () => {
    expect(apply({ kind: 'bipolar', scales: [0.5, 2] }, 0, -1, 7, 0)).toEqual([0.5, -2, 0.5, 2]);
  });

  it('drops the lowest bits of integers', () => {
    expect(apply({ kind: 'truncation', inputBits: 8, outputBits: 6, rounding: 'FLOOR', zeroPoint: 0, scales: [1] }, -5, -1, 3, 4, 7, 8)).toEqual([-2, -1, 0, 1, 1, 2]);
  });

  it('changes nothing when applied twice, and never decreases, with integer zero points and scales that are powers of two', () => {
    const quantizer = fc.record({
      kind: fc.constant('integer' as const),
      bits: fc.integer({ min: 2, max: 12 }),
      signed: fc.boolean(),
      narrow: fc.boolean(),
      rounding: fc.constantFrom(...ROUNDING_MODES),
      zeroPoint: fc.integer({ min: -4, max: 4 }),
      scales: fc.integer({ min: -6, max: 3 }).map((exponent) => [2 ** exponent]),
    });
    fc.assert(
      fc.property(quantizer, fc.float32Array({ noNaN: true, noDefaultInfinity: true, minLength: 2, maxLength: 20, min: -1000, max: 1000 }), (made, values) => {
        const ordered = values.sort();
        const once = applyQuantizer(made, ordered);
        expect(applyQuantizer(made, once)).toEqual(once);
        for (let i = 1; i < once.length; i++) expect(once[i]!).toBeGreaterThanOrEqual(once[i - 1]!);
      }),
    );
  });
});
