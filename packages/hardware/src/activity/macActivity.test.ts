import { accumulate, deriveMac } from '@bitscape/datapath';
import { parseFormat } from '@bitscape/quantization';
import { describe, expect, it } from 'vitest';
import { macActivity } from './macActivity.js';
import { referenceOperands } from './referenceOperands.js';

const arithmetic = { tableBits: 'auto', termBits: 'full', accumulatorBits: 'safe', overflow: 'wrap' } as const;
const mac = deriveMac(parseFormat('int5'), parseFormat('uint4'), arithmetic, 1024);

describe('macActivity(mac, operands)', () => {
  it('counts bits one by one, as written down', () => {
    const operands = referenceOperands(mac, 200, 3);
    const words = Array.from(operands.weights, (w, t) => {
      const [a, before] = [operands.activations[t]!, operands.sums[t]!];
      const product = mac.products[w * 16 + a]!;
      const bits = (value: number, width: number) => Array.from({ length: width }, (_, k) => Math.floor(value / 2 ** k) & 1);
      const sum = before + product;
      const carry: number[] = [];
      for (let k = 0, c = 0; k < mac.accumulator.bits; k++) {
        carry.push(c);
        c = (bits(before, 53)[k]! + bits(product, 53)[k]! + c) >> 1;
      }
      return { activation: bits(a, 4), product: bits(product, mac.productBits), adder: [...bits(sum, mac.accumulator.bits), ...carry], sum: bits(accumulate(mac.accumulator, before, product), mac.accumulator.bits), partialProduct: bits(w, 5).flatMap((x) => bits(a, 4).map((y) => x & y)) };
    });
    const activity = macActivity(mac, operands);
    for (const key of ['activation', 'product', 'adder', 'sum', 'partialProduct'] as const) {
      let toggles = 0;
      for (let t = 1; t < words.length; t++) words[t]![key].forEach((bit, k) => (toggles += bit === words[t - 1]![key][k] ? 0 : 1));
      expect(activity[key]).toBeCloseTo(toggles / (words.length - 1) / words[0]![key].length, 12);
    }
  });

  it('is derived once for a datapath, and lies between 0 and 1', () => {
    expect(macActivity(mac)).toBe(macActivity(mac));
    for (const value of Object.values(macActivity(mac))) {
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThan(1);
    }
  });
});

describe('referenceOperands(mac, operations, seed)', () => {
  it('depends on the seed alone, keeps a weight for 16 operations, and sums what the accumulator can hold', () => {
    const first = referenceOperands(mac, 256, 7);
    expect(referenceOperands(mac, 256, 7)).toEqual(first);
    expect(referenceOperands(mac, 256, 8)).not.toEqual(first);
    for (let t = 0; t < 256; t++) expect(first.weights[t]).toBe(first.weights[t - (t % 16)]);
    expect(Math.max(...first.sums.map(Math.abs))).toBeLessThan(2 ** (mac.accumulator.bits - 1));
  });
});
