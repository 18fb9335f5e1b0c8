import { deriveMac, runLayer, type MacDatapath } from '@bitscape/datapath';
import type { Numerics } from '@bitscape/design';
import { parseFormat } from '@bitscape/quantization';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factorProducts } from './factorProducts.js';
import { planKernel } from './planKernel.js';

const EXACT: Numerics['arithmetic'] = { tableBits: 'auto', termBits: 'full', accumulatorBits: 'safe', overflow: 'saturate' };
const GEOMETRY = { groups: 1, groupInputs: 16, groupOutputs: 8 };

function macOf(weights: string, activations: string, arithmetic: Partial<Numerics['arithmetic']> = {}): MacDatapath {
  return deriveMac(parseFormat(weights), parseFormat(activations), { ...EXACT, ...arithmetic }, 16);
}

const everyCode = (mac: MacDatapath): Uint16Array => Uint16Array.from({ length: 16 * 8 }, (_, i) => (i * 37) % 2 ** mac.weight.bits);

describe('planKernel', () => {
  it.each<[string, string, Partial<Numerics['arithmetic']>, string, RegExp]>([
    ['int8', 'uint8', {}, 'dot', /a sum of 1 outer product; sums from -\d+ to \d+ \(\d+ bits\) fit the accumulator of 20 bits/],
    ['lns:3.0', 'ulns:3.3', {}, 'dot', /a sum of 1 outer product;/],
    ['lns:3.2', 'ulns:3.3', {}, 'select', /a sum of 4 outer products, of which each weight needs one/],
    ['lns:3.1', 'lns:3.3', {}, 'select', /a sum of 2 outer products/],
    ['lns:3.2', 'ulns:2.2', { termBits: 9 }, 'shuffle', /16 activation codes, products of [12] bytes?/],
    ['lns:3.3', 'ulns:3.3', { termBits: 12 }, 'lookup', /^lookups in the product table; sums/],
    ['lns:4.2', 'ulns:4.2', {}, 'lookup', /in doubles: .* but not 32/],
    ['int8', 'uint8', { accumulatorBits: 16, overflow: 'wrap' }, 'dot', /leave -32768 to 32767, so they are exact modulo 2\^16/],
    ['int8', 'uint8', { accumulatorBits: 16 }, 'clampedDot', /^ordered additions: .* leave -32768 to 32767, .* one by one in SIMD lanes/],
    ['lns:3.2', 'ulns:3.3', { termBits: 12, accumulatorBits: 14 }, 'ordered', /^ordered additions: .* leave -8192 to 8191/],
  ])('%s × %s %j runs on %s', (weights, activations, arithmetic, kind, reason) => {
    const mac = macOf(weights, activations, arithmetic);
    const plan = planKernel(mac, everyCode(mac), GEOMETRY);
    expect([plan.kernel.kind, plan.reason]).toEqual([kind, expect.stringMatching(reason)]);
  });

  it.each<[string, string, 'plain' | 'relaxed', string, RegExp]>([
    ['int8', 'uint7', 'relaxed', 'byteDot', /^int8 dot products of relaxed SIMD: activations from 0 to 127, the products are a sum of 1 outer product; sums/],
    ['int8', 'uint7', 'plain', 'dot', /^int16 dot products/],
    ['int8', 'uint8', 'relaxed', 'dot', /^int16 dot products/],
    ['lns:2.1', 'ulns:2.1', 'relaxed', 'byteDot', /a sum of 2 outer products/],
  ])('%s × %s runs with %s SIMD on %s', (weights, activations, variant, kind, reason) => {
    const mac = macOf(weights, activations);
    const plan = planKernel(mac, everyCode(mac), GEOMETRY, variant);
    expect([plan.kernel.kind, plan.reason]).toEqual([kind, expect.stringMatching(reason)]);
  });

  it('frees the order of additions where the actual weights cannot overflow a narrow accumulator', () => {
    const mac = macOf('int8', 'uint8', { accumulatorBits: 16 });
    const small = new Uint16Array(128).fill(mac.weight.codeOf(mac.weight.zeroRank + 8));
    const large = new Uint16Array(128).fill(mac.weight.codeOf(mac.weight.zeroRank + 9));
    expect(planKernel(mac, small, GEOMETRY)).toMatchObject({ overflow: 'impossible', bounds: { least: 0, greatest: 16 * 8 * 255, bits: 16 } });
    expect(planKernel(mac, large, GEOMETRY)).toMatchObject({ overflow: 'ordered', bounds: { greatest: 16 * 9 * 255, bits: 17 } });
  });

  it('bounds are reached, and belong to the widest channel', () => {
    const mac = macOf('int4', 'uint4');
    const level = (value: number): number => mac.weight.codeOf(mac.weight.zeroRank + value);
    const weights = Uint16Array.of(level(1), level(7), level(-1), level(7));
    const { bounds } = planKernel(mac, weights, { groups: 1, groupInputs: 2, groupOutputs: 2 });
    expect(bounds).toEqual({ least: -15, greatest: 210, channel: 1, bits: 9 });
    const { accumulators } = runLayer({ mac }, { op: 'dense' }, { shape: [1, 2], codes: Uint16Array.of(15, 15) }, { shape: [2, 2], codes: weights });
    expect(accumulators[bounds.channel]).toBe(bounds.greatest);
  });
});

describe('factorProducts', () => {
  it('gives back every table made of up to three outer products with one term a row', () => {
    const value = fc.integer({ min: -50, max: 50 });
    const shapes = fc.array(fc.array(value, { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 3 });
    const rows = fc.array(fc.tuple(fc.nat(2), value), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(shapes, rows, (vectors, choices) => {
        const table = Float64Array.from(choices.flatMap(([term, multiple]) => vectors[term % vectors.length]!.map((entry) => entry * multiple + 0)));
        const factors = factorProducts(table, 8, [0, 1, 2, 3])!;
        expect(factors.terms).toBeLessThanOrEqual(vectors.length);
        table.forEach((product, index) => {
          let sum = 0;
          for (let r = 0; r < factors.terms; r++) sum += factors.weights[(index >> 3) * factors.terms + r]! * factors.activations[(index & 7) * factors.terms + r]!;
          expect(sum).toBe(product);
        });
      }),
    );
  });

  it('looks at the weight codes that occur only', () => {
    const table = Float64Array.of(1, 2, 3, 4, 2, 4, 6, 8, 9, 1, 7, 2, 5, 5, 1, 3);
    expect(factorProducts(table, 4, [0, 1])).toMatchObject({ terms: 1 });
    expect(factorProducts(table, 4, [0, 1, 2, 3])).toMatchObject({ terms: 3 });
  });

  it('moves a common divisor from wide weights to the activations', () => {
    const factors = factorProducts(Float64Array.of(40_000, 80_000, 120_000, 240_000), 2, [0, 1])!;
    expect(factors).toMatchObject({ terms: 1, weights: Int16Array.of(10_000, 30_000), activations: Int16Array.of(4, 8) });
  });

  it('refuses factors beyond 16 bits', () => {
    expect(factorProducts(Float64Array.of(40_001, 1), 2, [0])).toBeUndefined();
    expect(factorProducts(Float64Array.of(40_009, 40_013, 40_031, 40_037), 2, [0, 1])).toBeUndefined();
  });
});
