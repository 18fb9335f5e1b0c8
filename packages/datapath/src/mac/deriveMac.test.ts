import type { Numerics } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { parseFormat } from '@bitscape/quantization';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecodeParameters, LnsParameters } from '../Datapath.js';
import { deriveMac } from './deriveMac.js';

const DEFAULTS: Numerics['arithmetic'] = { tableBits: 'auto', termBits: 'full', accumulatorBits: 'safe', overflow: 'saturate' };

function mac(weights: string, activations: string, arithmetic: Partial<Numerics['arithmetic']> = {}, reduction = 1024) {
  return deriveMac(parseFormat(weights), parseFormat(activations), { ...DEFAULTS, ...arithmetic }, reduction);
}

function refusal(run: () => unknown): BitscapeError {
  try {
    run();
  } catch (error) {
    if (error instanceof BitscapeError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

/** The logarithmic multiplier drawn as bits: sum, table, `{1, t, 0…}` of T bits, right shift, zero gate, sign. */
function drawnProduct(p: LnsParameters, w: bigint, a: bigint): number {
  const f = BigInt(p.fractionBits);
  const weightBits = BigInt(p.weightIntegerBits + p.weightFractionBits);
  const activationBits = BigInt(p.activationIntegerBits + p.activationFractionBits);
  const weightCode = w & ((1n << weightBits) - 1n);
  const activationCode = a & ((1n << activationBits) - 1n);
  if (weightCode === 0n || activationCode === 0n) return 0;
  const sum = (weightCode << (f - BigInt(p.weightFractionBits))) + (activationCode << (f - BigInt(p.activationFractionBits)));
  const entry = BigInt(p.table[Number(sum & ((1n << f) - 1n))]!);
  const significand = (1n << BigInt(p.tableBits)) | entry;
  const top = significand << BigInt(p.termBits - 1 - p.tableBits);
  const magnitude = top >> (BigInt(p.maxShift) - (sum >> f));
  return Number((w >> weightBits) ^ (a >> activationBits) ? -magnitude : magnitude) + 0;
}

describe('deriveMac of integers', () => {
  it.each([
    ['int2', 'uint1'],
    ['int4', 'uint4'],
    ['int4', 'int3'],
    ['int5', 'uint7'],
  ])('%s × %s multiplies every pair of codes exactly', (weights, activations) => {
    const { weight, activation, products, productRange, productBits, unit } = mac(weights, activations);
    expect(products.length).toBe(2 ** (weight.bits + activation.bits));
    products.forEach((product, index) => {
      const w = weight.levels[weight.rankOf(index >> activation.bits)]!;
      const a = activation.levels[activation.rankOf(index & (2 ** activation.bits - 1))]!;
      expect(product).toBe(w * a + 0);
    });
    expect(productRange).toEqual([Math.min(...products), Math.max(...products)]);
    expect(-(2 ** (productBits - 1)) <= productRange![0] && productRange![1] < 2 ** (productBits - 1)).toBe(true);
    expect(unit).toBe(1);
  });

  it('gives the unused pattern of a narrow operand the product 0', () => {
    const { products } = mac('int4', 'uint2');
    expect([...products.subarray(8 << 2, 9 << 2)]).toEqual([0, 0, 0, 0]);
  });

  it.each([
    [1, 16],
    [2, 17],
    [576, 26],
    [1024, 26],
    [1040, 27],
  ])('int8 × uint8 needs a safe accumulator for %d products of %d bits', (reduction, bits) => {
    expect(mac('int8', 'uint8', {}, reduction).accumulator.bits).toBe(bits);
  });

  it('safe is the least width that holds the extreme sums', () => {
    const names = fc.constantFrom(['int8', 'uint8'], ['int3', 'int3'], ['lns:3.2', 'ulns:3.3'], ['lns:2.1', 'lns:2.1'], ['int2', 'uint1']);
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 10_000 }), ([weights, activations], reduction) => {
        const { accumulator, productRange } = mac(weights, activations, {}, reduction);
        const [least, greatest] = productRange!.map((product) => product * reduction);
        const holds = (bits: number): boolean => -(2 ** (bits - 1)) <= least! && greatest! <= 2 ** (bits - 1) - 1;
        expect([holds(accumulator.bits), holds(accumulator.bits - 1)]).toEqual([true, false]);
      }),
    );
  });
});

describe('deriveMac of logarithmic formats', () => {
  // Table, term and accumulator widths of equal formats at 1,024 products: p = f + 2, T = 2 (2^i - 1) + [f > 0] + 1 + p, 1 + T + 10.
  it.each([
    ['4.3', 5, 37, 48],
    ['4.2', 4, 36, 47],
    ['4.1', 3, 35, 46],
    ['4.0', 0, 31, 42],
    ['3.4', 6, 22, 33],
    ['3.3', 5, 21, 32],
    ['3.2', 4, 20, 31],
    ['3.1', 3, 19, 30],
    ['3.0', 0, 15, 26],
    ['2.2', 4, 12, 23],
    ['2.1', 3, 11, 22],
  ])('lns:%s has the published widths', (split, tableBits, termBits, accumulatorBits) => {
    const { parameters, accumulator } = mac(`lns:${split}`, `lns:${split}`);
    expect({ ...(parameters as LnsParameters), accumulatorBits: accumulator.bits }).toMatchObject({ tableBits, termBits, accumulatorBits });
  });

  const cases: [string, string, Partial<Numerics['arithmetic']>][] = [
    ['lns:1.0', 'ulns:1.0', {}],
    ['lns:2.1', 'ulns:2.2', {}],
    ['lns:2.1', 'lns:2.1', { termBits: 6 }],
    ['lns:3.2', 'ulns:3.3', {}],
    ['lns:3.2', 'ulns:3.3', { termBits: 12 }],
    ['lns:3.0', 'ulns:2.3', { tableBits: 3 }],
    ['lns:1.4', 'ulns:4.0', { termBits: 9 }],
    ['lns:4.0', 'ulns:4.0', { termBits: 16 }],
    ['lns:2.3', 'lns:2.3', { tableBits: 1, termBits: 2 }],
  ];

  it.each(cases)('%s × %s %j equals the drawn multiplier for every pair of codes', (weights, activations, arithmetic) => {
    const { products, productRange, parameters, activation } = mac(weights, activations, arithmetic);
    let mismatches = 0;
    products.forEach((product, index) => {
      const w = BigInt(index >> activation.bits);
      const a = BigInt(index & (2 ** activation.bits - 1));
      if (!Object.is(product, drawnProduct(parameters as LnsParameters, w, a))) mismatches++;
    });
    expect(mismatches).toBe(0);
    expect(productRange).toEqual([Math.min(...products), Math.max(...products)]);
  });

  it.each(cases.filter(([, , arithmetic]) => arithmetic.termBits === undefined))(
    '%s × %s %j means the product of the levels within the rounding of its table',
    (weights, activations, arithmetic) => {
      const { weight, activation, products, unit, parameters } = mac(weights, activations, arithmetic);
      const { tableBits, table, fractionBits } = parameters as LnsParameters;
      // Half a table unit on a significand of at least 1, or the clamp of the last entry.
      const bound = Math.max(...Array.from(table, (entry, i) => Math.abs((1 + entry / 2 ** tableBits) / 2 ** (i / 2 ** fractionBits) - 1)));
      expect(bound).toBeLessThanOrEqual(tableBits === 0 ? 0 : 2 ** -tableBits);
      let worst = 0;
      products.forEach((product, index) => {
        const w = weight.levels[weight.rankOf(index >> activation.bits)]!;
        const a = activation.levels[activation.rankOf(index & (2 ** activation.bits - 1))]!;
        if (w * a === 0) expect(product).toBe(0);
        else worst = Math.max(worst, Math.abs((product * unit) / (w * a) - 1));
      });
      expect(worst).toBeLessThanOrEqual(bound + 1e-12);
    },
  );

  it('drops less than one unit of every truncated product, toward zero', () => {
    const full = mac('lns:3.2', 'ulns:3.3');
    const cut = mac('lns:3.2', 'ulns:3.3', { termBits: 12 });
    const ratio = cut.unit / full.unit;
    expect(ratio).toBe(2 ** ((full.parameters as LnsParameters).termBits - 12));
    full.products.forEach((product, index) => expect(cut.products[index]).toBe(Math.trunc(product / ratio) + 0));
  });

  it('keeps all bits when more are asked for than there are', () => {
    expect(mac('lns:2.1', 'ulns:2.1', { termBits: 40 }).parameters).toEqual(mac('lns:2.1', 'ulns:2.1').parameters);
  });
});

describe('deriveMac of formats on integer grids', () => {
  const LINEAR: [string, string, string][] = [
    ['pow2:4', 'uint4', 'shift'],
    ['pow2:2', 'int3', 'shift'],
    ['apot5', 'uint5', 'shift'],
    ['apot4', 'int4', 'shift'],
    ['ternary', 'uint8', 'shift'],
    ['binary', 'uint8', 'shift'],
    ['codebook:-7,-2,0,3', 'uint4', 'decode'],
    ['codebook:-3,-1,1,3', 'int4', 'decode'],
    ['int4', 'uapot4', 'decode'],
    ['int4', 'upow2:3', 'decode'],
    ['apot4', 'uapot3', 'decode'],
    ['pow2:4', 'pow2:4', 'decode'],
    ['ternary', 'ternary', 'decode'],
    ['binary', 'codebook:0,1,4,9,16', 'decode'],
  ];

  it.each(LINEAR)('%s × %s multiplies every pair of levels exactly by %s hardware', (weights, activations, family) => {
    const derived = mac(weights, activations);
    const { weight, activation, products, productRange, unit } = derived;
    expect(derived.family).toBe(family);
    products.forEach((product, index) => {
      const [w, a] = [weight.rankOf(index >> activation.bits), activation.rankOf(index & (2 ** activation.bits - 1))];
      expect(Number.isInteger(product)).toBe(true);
      expect(product).toBe(weight.grid!.integers[w]! * activation.grid!.integers[a]! + 0);
      expect(Math.abs(product * unit - weight.levels[w]! * activation.levels[a]!)).toBeLessThan(1e-15);
    });
    expect(productRange).toEqual([Math.min(0, ...products), Math.max(0, ...products)]);
  });

  it.each([
    ['pow2:3', 'uint4', 2 ** 2 * 15],
    ['apot5', 'uint4', 48 * 15],
    ['ternary', 'int8', 127],
  ])('%s × %s has %d as largest product', (weights, activations, greatest) => {
    expect(mac(weights, activations).productRange![1]).toBe(greatest);
  });

  it('decodes codes to two-complement integers of the least width', () => {
    const { parameters } = mac('codebook:-9,0,2,8', 'uapot3') as { parameters: DecodeParameters };
    expect([parameters.weight.integerBits, [...parameters.weight.table]]).toEqual([5, [0, 2, 8, -9]]);
    expect([parameters.activation.integerBits, parameters.activation.signed]).toEqual([4, false]);
  });
});

describe('deriveMac refuses', () => {
  it.each([
    ['int8', 'ulns:3.3'],
    ['lns:3.2', 'uint8'],
    ['uint8', 'uint8'],
    ['ulns:3.2', 'ulns:3.2'],
    ['pow2:4', 'ulns:3.0'],
    ['lns:3.0', 'upow2:3'],
    ['uapot4', 'uapot4'],
  ])('%s weights with %s activations, naming the pairs that exist', (weights, activations) => {
    const error = refusal(() => mac(weights, activations));
    expect(error.code).toBe('infeasible');
    expect(error.message).toContain(`${weights} weights with ${activations} activations`);
    expect(error.hint).toContain('int × int or uint; lns × lns or ulns');
  });

  it.each<[string, string, string, Partial<Numerics['arithmetic']>, string]>([
    ['an accumulator narrower than a product', 'int8', 'uint8', { accumulatorBits: 15 }, 'accumulatorBits 16'],
    ['a table wider than the term', 'lns:3.2', 'ulns:3.2', { tableBits: 8, termBits: 8 }, 'termBits 9, or tableBits 7'],
    ['a table without fraction bits', 'lns:3.0', 'ulns:3.0', { tableBits: 2 }, 'tableBits to 0'],
    ['a product beyond 52 bits', 'lns:5.1', 'ulns:5.1', {}, 'termBits to 52 or less'],
    ['a sum beyond 53 bits', 'lns:5.1', 'ulns:5.1', { termBits: 50 }, 'termBits to 42 or less'],
  ])('%s, with the nearest legal value', (_, weights, activations, arithmetic, hint) => {
    const error = refusal(() => mac(weights, activations, arithmetic));
    expect(error.code).toBe('infeasible');
    expect(error.hint).toContain(hint);
  });

  it('activations without zero, and products beyond 53 bits', () => {
    expect(refusal(() => mac('int4', 'binary')).message).toBe('binary activations have no zero, which padding and clipping need');
    expect(refusal(() => mac('pow2:6', 'upow2:5')).message).toBe('products of pow2:6 and upow2:5 need 63 bits; at most 53 are supported');
  });

  it('operands whose product table would be too large', () => {
    expect(refusal(() => mac('int16', 'uint16')).message).toContain('32 index bits');
    expect(mac('int16', 'uint8').productBits).toBe(24);
  });

  it('the values that it proposes are accepted', () => {
    expect(mac('lns:5.1', 'ulns:5.1', { termBits: 42 }).accumulator.bits).toBe(53);
    expect(mac('int8', 'uint8', { accumulatorBits: 16 }).accumulator.bits).toBe(16);
  });
});
