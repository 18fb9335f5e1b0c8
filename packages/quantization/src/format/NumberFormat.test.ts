import { describe, expect, it } from 'vitest';
import { formatFamilies } from './formatFamilies.js';
import type { NumberFormat } from './NumberFormat.js';
import { parseFormat } from './parseFormat.js';

/** Every format of every family with at most `bits` storage bits. */
function formatsUpTo(bits: number): NumberFormat[] {
  return formatFamilies().flatMap((family) => {
    const [first, second] = family.parameters;
    const tuples: number[][] = [];
    for (let a = first!.minimum; a <= first!.maximum; a++) {
      if (second === undefined) tuples.push([a]);
      else for (let b = second.minimum; b <= second.maximum; b++) tuples.push([a, b]);
    }
    return tuples
      .filter((numbers) => family.refusal(numbers) === undefined)
      .map((numbers) => parseFormat(family.nameOf(numbers)))
      .filter((format) => format.bits <= bits);
  });
}

const FORMATS = formatsUpTo(8);

describe('number formats up to 8 bits', () => {
  it('are the expected number', () => {
    expect(FORMATS.length).toBe(7 + 8 + 27 + 33);
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

    it('decodes unused patterns to zero', () => {
      const used = new Set(Array.from(levels, (_, rank) => format.codeOf(rank)));
      for (let code = 0; code < 2 ** format.bits; code++) {
        if (!used.has(code)) expect(format.rankOf(code)).toBe(zeroRank);
      }
    });

    it('holds zero at zeroRank with code 0', () => {
      expect(Object.is(levels[zeroRank], 0)).toBe(true);
      expect(format.codeOf(zeroRank)).toBe(0);
    });

    it('is sign-symmetric if signed and has no negative level otherwise', () => {
      expect(format.signed).toBe(levels[0]! < 0);
      if (!format.signed) expect(zeroRank).toBe(0);
      else expect(Array.from(levels, (level) => -level).reverse().map((level) => level + 0)).toEqual([...levels]);
    });

    it('breaks ties towards an even rank distance from zero', () => {
      tieUp.forEach((up, i) => expect(Math.abs(i + up - zeroRank) % 2).toBe(0));
    });
  });
});
