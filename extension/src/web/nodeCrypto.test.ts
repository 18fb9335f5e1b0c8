import { createHash as reference } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHash } from './nodeCrypto.js';

describe('createHash', () => {
  it('equals the one of Node for any text, around the block lengths too', () => {
    const expected = (text: string): string => reference('sha256').update(text, 'utf8').digest('hex');
    for (let length = 0; length < 200; length++) expect(createHash('sha256').update('x'.repeat(length)).digest('hex')).toBe(expected('x'.repeat(length)));
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(createHash('sha256').update(text).digest('hex')).toBe(expected(text));
    }));
  });
  it('joins what it is given', () => {
    expect(createHash('sha256').update('a').update('b').digest('hex')).toBe(reference('sha256').update('ab').digest('hex'));
  });
  it('refuses other algorithms', () => {
    expect(() => createHash('md5')).toThrow('md5');
  });
});
