import { describe, expect, it } from 'vitest';
import { everyFormat } from '../testing/everyFormat.js';
import { parseFormat } from './parseFormat.js';

const FORMATS = everyFormat(8);

describe('number formats up to 8 bits', () => {
  it('are the expected number', () => {
    const count = (family: string): number => FORMATS.filter((format) => format.family === family).length;
    expect(['int', 'uint', 'lns', 'ulns', 'pow2', 'upow2', 'apot', 'uapot', 'ternary', 'binary'].map(count)).toEqual([7, 8, 2 * 27, 2 * 33, 5, 5, 4, 4, 1, 1]);
  });

  describe.each(FORMATS.map((format) => [format.name, format] as const))('%s', (name, format) => {
    const { levels, thresholds, tieUp, zeroRank } = format;

    it('carries its own canonical name', () => {
      expect(format.name).toBe(name);
      expect(parseFormat(name)).toBe(format);
    });

    it('has strictly ascending levels with thresholds between them', () => {
      expect(thresholds.length).toBe(levels.length - 1);
      expect(tieUp.length).toBe(thresholds.length);
      for (let i = 0; i < thresholds.length; i++) {
        expect(levels[i]! < thresholds[i]! && thresholds[i]! < levels[i + 1]!).toBe(true);
      }
    });

    it('maps every rank to its own code of `bits` bits and back', () => {
      const codes = Array.from(levels, (_, rank) => format.codeOf(rank));
      expect(new Set(codes).size).toBe(levels.length);
      expect(codes.every((code) => Number.isInteger(code) && code >= 0 && code < 2 ** format.bits)).toBe(true);
      expect(codes.map((code) => format.rankOf(code))).toEqual(codes.map((_, rank) => rank));
    });

    it('decodes unused patterns to zero, or to the highest level without zero', () => {
      const used = new Set(Array.from(levels, (_, rank) => format.codeOf(rank)));
      for (let code = 0; code < 2 ** format.bits; code++) {
        if (!used.has(code)) expect(format.rankOf(code)).toBe(zeroRank < 0 ? levels.length - 1 : zeroRank);
      }
    });

    it('holds zero at zeroRank with code 0, or no zero at all', () => {
      expect(zeroRank).toBe(levels.indexOf(0));
      if (zeroRank >= 0) expect([Object.is(levels[zeroRank], 0), format.codeOf(zeroRank)]).toEqual([true, 0]);
    });

    it('has levels that are integers of its grid, and sums of its shifts', () => {
      const { grid } = format;
      if (grid === undefined) return expect(format.family).toMatch(/^u?lns$/);
      const sums = (grid.terms ?? []).reduce<number[]>((all, shifts) => all.flatMap((sum) => [sum, ...shifts.map((shift) => sum + 2 ** shift)]), [0]);
      grid.integers.forEach((integer, rank) => {
        expect(Number.isInteger(integer)).toBe(true);
        expect(levels[rank]).toBe(integer * grid.unit);
        if (grid.terms !== undefined) expect(sums).toContain(Math.abs(integer));
      });
    });

    it('has a signed sibling of its width, or of two bits', () => {
      const sibling = parseFormat(format.signedSibling);
      expect(sibling.signed).toBe(true);
      if (format.signed) expect(sibling).toBe(format);
      else expect([format.bits, 2]).toContain(sibling.bits);
    });

    it('is sign-symmetric if signed and has no negative level otherwise', () => {
      expect(format.signed).toBe(levels[0]! < 0);
      if (!format.signed) expect(zeroRank).toBe(0);
      // Only codebooks may be lopsided.
      else if (format.family !== 'codebook') expect(Array.from(levels, (level) => -level).reverse().map((level) => level + 0)).toEqual([...levels]);
    });

    it('breaks ties towards an even rank distance from zero, or upwards without zero', () => {
      tieUp.forEach((up, i) => expect(zeroRank < 0 ? up : (i + up - zeroRank) & 1).toBe(zeroRank < 0 ? 1 : 0));
    });
  });
});
