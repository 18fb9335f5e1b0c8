import { parseFormat } from '@bitscape/quantization';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveMac } from './deriveMac.js';
import { deriveTableMac, TABLE_FAMILY, type ProductTable } from './deriveTableMac.js';

const arithmetic = { tableBits: 'auto', termBits: 'full', accumulatorBits: 'safe', overflow: 'saturate' } as const;
const [weight, activation] = [parseFormat('int4'), parseFormat('uint4')];
const table = (entries: ArrayLike<number>, unit?: number): ProductTable => ({ name: 'mine.npy', weights: 'int4', activations: 'uint4', entries: Float64Array.from(entries), ...(unit === undefined ? {} : { unit }) });
const exact = deriveMac(weight, activation, arithmetic, 9);

describe('deriveTableMac', () => {
  it('of the exact products is the exact multiplier', () => {
    const mac = deriveTableMac(weight, activation, table(exact.products), arithmetic, 9);
    expect(mac).toEqual({ ...exact, products: exact.products, family: TABLE_FAMILY, parameters: {} });
  });

  it('sizes the safe accumulator and the products by the entries, wherever they stand', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5000, max: 5000 }), { minLength: 256, maxLength: 256 }), fc.integer({ min: 1, max: 99 }), (entries, reduction) => {
        const { products, productRange, productBits, accumulator } = deriveTableMac(weight, activation, table(entries), arithmetic, reduction);
        const [least, greatest] = [Math.min(0, ...products), Math.max(0, ...products)];
        expect(productRange).toEqual([least, greatest]);
        expect(greatest).toBeLessThan(2 ** (productBits - 1));
        expect(least).toBeGreaterThanOrEqual(-(2 ** (productBits - 1)));
        expect(greatest * reduction).toBeLessThan(2 ** (accumulator.bits - 1));
        expect(least * reduction).toBeGreaterThanOrEqual(-(2 ** (accumulator.bits - 1)));
      }),
    );
  });

  it('gives a code without a level the products of the code that it decodes to', () => {
    const entries = Float64Array.from({ length: 256 }, (_, i) => i);
    const { products } = deriveTableMac(weight, activation, table(entries), arithmetic, 1);
    // int4 is narrow: the pattern 1000 decodes to zero.
    expect([...products.subarray(8 * 16, 9 * 16)]).toEqual([...entries.subarray(0, 16)]);
    expect([...products.subarray(9 * 16, 10 * 16)]).toEqual([...entries.subarray(9 * 16, 10 * 16)]);
  });

  it('takes the unit of the table before that of the exact multiplier', () => {
    expect(deriveTableMac(weight, activation, table(exact.products, 0.25), arithmetic, 1).unit).toBe(0.25);
  });

  it.each([
    [new Float64Array(255), 'has 255 entries; int4 × uint4 needs 2^4 × 2^4 = 256'],
    [new Float64Array(256).fill(0.5), 'code 0 × code 0 gives 0.5'],
    [new Float64Array(256).fill(NaN, 17), 'code 1 × code 1 gives NaN'],
  ])('refuses a table that is none', (entries, message) => {
    expect(() => deriveTableMac(weight, activation, table(entries), arithmetic, 1)).toThrow(message);
  });
});
