import { BitscapeError } from '@bitscape/errors';
import { describe, expect, it } from 'vitest';
import { formatFamilies } from './formatFamilies.js';
import { parseFormat } from './parseFormat.js';

function refusal(name: string): BitscapeError {
  try {
    parseFormat(name);
  } catch (error) {
    if (error instanceof BitscapeError) return error;
    throw error;
  }
  throw new Error(`${name} was accepted`);
}

describe('parseFormat', () => {
  it('reads int4 as narrow two-complement integers', () => {
    const format = parseFormat('int4');
    expect([...format.levels]).toEqual([-7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]);
    expect(format.bits).toBe(4);
    expect([-7, -1, 0, 7].map((level) => format.codeOf(level + 7))).toEqual([9, 15, 0, 7]);
    expect(format.rankOf(8)).toBe(format.zeroRank);
  });

  it('reads uint1 as 0 and 1', () => {
    expect([...parseFormat('uint1').levels]).toEqual([0, 1]);
  });

  it('reads lns:2.1 with sign, zero and half-octave steps', () => {
    const format = parseFormat('lns:2.1');
    expect(format.bits).toBe(4);
    expect(format.levels.length).toBe(15);
    expect([...format.levels.subarray(7)]).toEqual([0, 0.125, Math.SQRT2 / 8, 0.25, Math.SQRT2 / 4, 0.5, Math.SQRT2 / 2, 1]);
    expect([0, 6, 7, 8, 14].map((rank) => format.codeOf(rank))).toEqual([15, 9, 0, 1, 7]);
    expect(format.rankOf(8)).toBe(7);
  });

  it('reads lns:1.0 as ternary', () => {
    expect([...parseFormat('lns:1.0').levels]).toEqual([-1, 0, 1]);
  });

  it('gives the same object for the same name', () => {
    expect(parseFormat('ulns:3.2')).toBe(parseFormat('ulns:3.2'));
  });

  it.each([
    ['uint8', 'int8'],
    ['uint1', 'int2'],
    ['int5', 'int5'],
    ['ulns:3.3', 'lns:3.2'],
    ['ulns:3.0', 'lns:2.0'],
    ['ulns:1.0', 'lns:1.0'],
    ['lns:4.3', 'lns:4.3'],
  ])('%s has the signed sibling %s', (name, sibling) => {
    expect(parseFormat(name).signedSibling).toBe(sibling);
    expect(parseFormat(sibling).signed).toBe(true);
  });

  it.each([
    ['lns:9.9.9', 'lns:6.6'],
    ['lns:9.9', 'lns:6.6'],
    ['int 8', 'int8'],
    ['INT4', 'int4'],
    ['int17', 'int16'],
    ['int1', 'int2'],
    ['int08', 'int8'],
    ['lns3.2', 'lns:3.2'],
    ['lns:3', 'lns:3.0'],
    ['uit8', 'uint8'],
    ['lns:0.3', 'lns:1.3'],
  ])('refuses %s and proposes %s', (name, proposal) => {
    const error = refusal(name);
    expect(error.code).toBe('usage');
    expect(error.message).toContain(`'${name}' is not a number format`);
    expect(error.hint).toContain(`Did you mean '${proposal}'?`);
    parseFormat(proposal);
  });

  it.each(['', '8', 'float32', 'lns:', '__proto__', 'int4\n'])('refuses %j and lists the families', (name) => {
    const error = refusal(name);
    for (const { syntax } of formatFamilies()) expect(error.hint).toContain(syntax);
  });

  it('says which range was left', () => {
    expect(refusal('int17').message).toBe("'int17' is not a number format: bits must be 2 … 16, not 17");
    expect(refusal('ulns:6.7').message).toContain('integerBits + fractionBits must be 1 … 12, not 13');
  });
});
