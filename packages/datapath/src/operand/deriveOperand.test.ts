import { parseFormat } from '@bitscape/quantization';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveLevels, deriveOperand, levelUnit } from './deriveOperand.js';
import type { ExponentOperandParameters, MultiplyOperandParameters } from './LinearOperand.js';

const gains = fc.double({ min: 2 ** -30, max: 2 ** 30, noNaN: true });
const levelOf = (name: string, code: number): number => {
  const format = parseFormat(name);
  return format.levels[format.rankOf(code)]!;
};

describe.each(['uint1', 'uint4', 'uint8', 'int2', 'int4', 'int8'])('deriveOperand of %s', (name) => {
  const format = parseFormat(name);

  it('is (level * multiplier + half) >> shift in exact integers, or a left shift', () => {
    fc.assert(
      fc.property(gains, (gain) => {
        const { entries, parameters } = deriveOperand(format, Float64Array.of(gain));
        const { multiplier, shift, multiplierBits } = parameters as MultiplyOperandParameters;
        expect(multiplier[0]!).toBeLessThan(2 ** multiplierBits);
        entries[0]!.forEach((entry, code) => {
          const product = BigInt(levelOf(name, code)) * BigInt(multiplier[0]!);
          const position = BigInt(shift[0]!);
          const expected = position <= 0n ? product << -position : (product + (1n << (position - 1n))) >> position;
          expect(BigInt(entry)).toBe(expected);
        });
      }),
    );
  });

  it('lies within half a unit and 2^-16 of level * gain', () => {
    fc.assert(
      fc.property(gains, (gain) => {
        const [table] = deriveOperand(format, Float64Array.of(gain)).entries;
        table!.forEach((entry, code) => {
          const exact = levelOf(name, code) * gain;
          expect(Math.abs(entry - exact)).toBeLessThanOrEqual(0.5 + Math.abs(exact) * 2 ** -16);
        });
      }),
    );
  });

  it.each([1, 2, 1024, 2 ** 30])('is exact for the gain %d', (gain) => {
    const { entries } = deriveOperand(format, Float64Array.of(gain));
    expect(Array.from(entries[0]!)).toEqual(Array.from(entries[0]!, (_, code) => levelOf(name, code) * gain + 0));
  });
});

describe.each(['ulns:1.0', 'ulns:3.0', 'ulns:3.3', 'ulns:2.2', 'lns:2.1', 'lns:3.2', 'lns:3.4'])('deriveOperand of %s', (name) => {
  const format = parseFormat(name);
  const { integerBits, fractionBits } = format.parameters as { integerBits: number; fractionBits: number };
  const maxCode = 2 ** (integerBits + fractionBits) - 1;

  it('is code + offset, exponent table, shift, in exact integers', () => {
    fc.assert(
      fc.property(gains, (gain) => {
        const { entries, parameters } = deriveOperand(format, Float64Array.of(gain));
        const { fractionBits: g, tableBits: p, table, offset } = parameters as ExponentOperandParameters;
        expect([g, p]).toEqual([fractionBits + 4, fractionBits + 6]);
        entries[0]!.forEach((entry, code) => {
          const [magnitude, negative] = [code % (maxCode + 1), code > maxCode];
          if (magnitude === 0) return expect(entry).toBe(0);
          const sum = (BigInt(magnitude) << 4n) + BigInt(offset[0]!);
          const significand = (1n << BigInt(p)) + BigInt(table[Number(sum & ((1n << BigInt(g)) - 1n))]!);
          const right = BigInt(p) - (sum >> BigInt(g));
          const linear = right <= 0n ? significand << -right : (significand + (1n << (right - 1n))) >> right;
          expect(BigInt(entry)).toBe(negative ? -linear : linear);
        });
      }),
    );
  });

  it('lies within half a unit and the rounding of offset and table of level * gain, and never decreases', () => {
    const relative = 2 ** (2 ** -(fractionBits + 5)) - 1 + 2 ** -(fractionBits + 6);
    fc.assert(
      fc.property(gains, (gain) => {
        const [table] = deriveOperand(format, Float64Array.of(gain)).entries;
        let previous = -Infinity;
        format.levels.forEach((level, rank) => {
          const entry = table![format.codeOf(rank)]!;
          expect(Math.abs(entry - level * gain)).toBeLessThanOrEqual(0.5 + Math.abs(level) * gain * relative);
          expect(entry).toBeGreaterThanOrEqual(previous);
          previous = entry;
        });
      }),
    );
  });

  it('deriveLevels: integers within half a table entry of the levels, nothing shifted out', () => {
    const { operand, unit } = deriveLevels(format);
    const { tableBits, fractionBits: g } = operand.parameters as ExponentOperandParameters;
    expect(g).toBe(fractionBits);
    expect(unit).toBe(levelUnit(format));
    format.levels.forEach((level, rank) => {
      const value = operand.entries[0]![format.codeOf(rank)]! * unit;
      expect(Math.abs(value / level - 1) || 0).toBeLessThanOrEqual(2 ** -tableBits * 0.5000001);
    });
  });
});

describe('deriveOperand', () => {
  it('gives each channel its own table, and range and bits of all', () => {
    const { entries, range, bits } = deriveOperand(parseFormat('int4'), Float64Array.of(1, 3));
    expect(entries.map((table) => [table[7], table[9]])).toEqual([[7, -7], [21, -21]]);
    expect([range, bits]).toEqual([[-21, 21], 6]);
  });

  it.each(['pow2:4', 'apot4', 'apot5', 'uapot4', 'ternary', 'codebook:-9,0,2,9'])('gives %s its levels to half a unit', (name) => {
    const format = parseFormat(name);
    const { entries } = deriveOperand(format, Float64Array.of(1000));
    format.levels.forEach((level, rank) => expect(Math.abs(entries[0]![format.codeOf(rank)]! - 1000 * level)).toBeLessThanOrEqual(0.5 + 1000 * Math.abs(level) * 2 ** -16));
  });

  it('doubles a logarithmic gain by doubling every entry of a format without fraction bits', () => {
    const { entries } = deriveOperand(parseFormat('lns:3.0'), Float64Array.of(2 ** 10, 2 ** 11));
    expect(Array.from(entries[1]!)).toEqual(Array.from(entries[0]!, (entry) => 2 * entry));
    expect(entries[0]![7]).toBe(2 ** 10);
  });

  it('clamps what 52 bits do not hold and says in which channels', () => {
    const { entries, bits, clampedChannels } = deriveOperand(parseFormat('int8'), Float64Array.of(1, 2 ** 60));
    expect([entries[1]![127], entries[1]![129]]).toEqual([2 ** 51 - 1, 1 - 2 ** 51]);
    expect([bits, clampedChannels]).toEqual([52, [1]]);
    expect(deriveOperand(parseFormat('lns:6.2'), Float64Array.of(2 ** 80)).clampedChannels).toEqual([0]);
  });

  it.each([0, -1, NaN, Infinity])('refuses the gain %d', (gain) => {
    expect(() => deriveOperand(parseFormat('int4'), Float64Array.of(gain))).toThrow(`channel 0 has the gain ${gain}`);
  });

  it('refuses formats without such hardware', () => {
    const other = { ...parseFormat('lns:2.1'), family: 'other', name: 'other4' };
    expect(() => deriveOperand(other, Float64Array.of(1))).toThrow('no hardware adds stored other4 values to a sum');
  });
});
