import { deriveMac } from '@bitscape/datapath';
import { DEFAULT_POINT } from '@bitscape/design';
import { parseFormat } from '@bitscape/quantization';
import { describe, expect, it } from 'vitest';
import { shiftTermCells } from '../structure/shiftTermCells.js';
import { comparatorEncoder } from './comparatorEncoder.js';
import { macStructures } from './macFamilies.js';

const mac = (weights: string, activations: string) => deriveMac(parseFormat(weights), parseFormat(activations), DEFAULT_POINT.numerics.arithmetic, 64);
const part = (weights: string, activations: string, name: string) => macStructures(mac(weights, activations)).find((structure) => structure.name === name)?.cells;

describe('macStructures of shift-and-add hardware', () => {
  it('gates a ternary weight and inverts by its sign, without shifter or multiplier', () => {
    expect(macStructures(mac('ternary', 'uint8')).map(({ name }) => name)).toEqual(['term0', 'sign', 'accumulatorAdder', 'saturation', 'accumulatorRegister']);
    expect(part('ternary', 'uint8', 'term0')).toEqual({ MUX2: 0, AND2: 8 });
    expect(part('binary', 'uint8', 'term0')).toEqual({ MUX2: 0, AND2: 0 });
    expect(part('binary', 'uint8', 'sign')).toEqual({ XOR2: 8 });
  });

  it('has one adder less than terms', () => {
    const names = (weights: string) => macStructures(mac(weights, 'uint4')).map(({ name }) => name);
    expect(names('apot5').filter((name) => /^term\d|termAdder/.test(name))).toEqual(['term0', 'term1', 'termAdder0']);
    expect(names('pow2:4').filter((name) => /^term\d|termAdder/.test(name))).toEqual(['term0']);
  });

  it('counts a multiplexer for each further shift that reaches a bit, by hand', () => {
    // Shifts 0 and 2 of a 3-bit word: bits 0, 1 from one, bit 2 from both, bits 3, 4 from the other.
    expect(shiftTermCells(3, [2, 0], true)).toEqual({ MUX2: 1, AND2: 4 + 3 });
    expect(shiftTermCells(4, [0], false)).toEqual({ MUX2: 0, AND2: 0 });
  });
});

describe('macStructures of decoding hardware', () => {
  it('decodes codebooks, not integers', () => {
    expect(part('codebook:-7,-2,0,3', 'uint4', 'activationDecoder')).toEqual({});
    expect(part('int4', 'uapot4', 'weightDecoder')).toEqual({});
    expect(Object.values(part('codebook:-7,-2,0,3', 'uint4', 'weightDecoder')!).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  });

  it('multiplies the decoded integers', () => {
    expect(part('codebook:-7,-2,0,3', 'uint4', 'multiplier')).toEqual(part('int4', 'uint4', 'multiplier'));
  });
});

it('comparatorEncoder has an adder bit for each bit of each threshold', () => {
  const [comparators] = comparatorEncoder({ family: 'comparator', accumulatorBits: 20, biasBits: 0, thresholds: 15, thresholdBits: 21, outputBits: 4 });
  expect(comparators!.cells).toEqual({ FA: 15 * 21 });
});
