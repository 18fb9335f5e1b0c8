import { describe, expect, it } from 'vitest';
import { packedLiteral, packWord, packWords } from './packedLiteral.js';

describe('packedLiteral(entries, bits)', () => {
  it('puts entry i at bit i * bits, negative ones in two\'s complement', () => {
    expect(packedLiteral([1, 2, 3], 4)).toBe("12'h321");
    expect(packedLiteral([0, 0], 3)).toBe("6'h0");
    expect(packWords([1, 2, -1], 4)).toBe(0xf21n);
  });

  it('refuses an entry that does not fit', () => {
    expect(packWord(15, 4)).toBe(15n);
    expect(packWord(-8, 4)).toBe(8n);
    expect(() => packWord(16, 4)).toThrow('16 does not fit in 4 bits');
    expect(() => packWord(-9, 4)).toThrow('-9 does not fit in 4 bits');
  });
});
