import { describe, expect, it } from 'vitest';
import { parseFormat } from '../format/parseFormat.js';
import { gaussianLogTables } from './gaussianLogTables.js';
import { LnsAdder } from './LnsAdder.js';

// Entries until the value rounds to zero.
it.each([
  [1, 5, 6],
  [2, 14, 15],
  [3, 36, 37],
  [4, 89, 89],
  [6, 482, 483],
  [8, 2440, 2440],
])('gaussianLogTables with %d fraction bits have %d and %d entries', (f, sum, difference) => {
  const tables = gaussianLogTables(f);
  expect([tables.sum.length, tables.difference.length]).toEqual([sum, difference]);
});

describe.each(['lns:1.0', 'lns:3.0', 'lns:2.1', 'lns:3.2', 'lns:2.3', 'lns:4.3'])('LnsAdder of %s', (name) => {
  const format = parseFormat(name);
  const adder = new LnsAdder(format);
  const { levels } = format;
  const [smallest, largest] = [levels[format.zeroRank + 1]!, levels.at(-1)!];

  it('keeps its error bound for every pair of codes', () => {
    const halfStep = 2 ** -(format.parameters.fractionBits! + 1);
    let worst = 0;
    for (let a = 0; a < levels.length; a++) {
      for (let b = 0; b < levels.length; b++) {
        const exact = levels[a]! + levels[b]!;
        const found = levels[format.rankOf(adder.add(format.codeOf(a), format.codeOf(b)))]!;
        if (exact === 0) expect(found).toBe(0);
        else if (Math.abs(exact) > largest) expect(Math.abs(found)).toBe(largest);
        else if (found === 0) expect(Math.abs(exact)).toBeLessThan(smallest);
        else worst = Math.max(worst, Math.abs(Math.log2(found / exact)));
      }
    }
    expect(worst).toBeLessThanOrEqual(halfStep + 1e-12);
    expect(2 ** worst - 1).toBeLessThanOrEqual(adder.relativeError + 1e-12);
  });

  it('commutes, has zero as neutral element, and cancels exactly', () => {
    const top = levels.length - 1;
    for (let a = 0; a <= top; a++) {
      const code = format.codeOf(a);
      expect(adder.add(code, format.codeOf(format.zeroRank))).toBe(code);
      expect(adder.add(code, format.codeOf(top - a))).toBe(format.codeOf(format.zeroRank));
      for (let b = 0; b <= top; b++) expect(adder.add(code, format.codeOf(b))).toBe(adder.add(format.codeOf(b), code));
    }
  });
});

it('a logarithmic sum stalls where a linear one grows', () => {
  const format = parseFormat('lns:4.2');
  const adder = new LnsAdder(format);
  // 2^-6 each: 64 of them make 1.
  const term = format.codeOf(format.levels.findIndex((level) => level === 2 ** -6));
  const total = format.levels[format.rankOf(adder.sum(new Array<number>(64).fill(term)))]!;
  expect(total).toBeGreaterThan(2 ** -6);
  expect(total).toBeLessThan(0.5);
});

it('LnsAdder refuses other formats', () => {
  expect(() => new LnsAdder(parseFormat('int4'))).toThrow('int4 codes cannot be added as logarithms');
});
