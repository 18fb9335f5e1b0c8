import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { integerAtLeast, wordOrInteger } from './integers.js';

describe('integerAtLeast(minimum)', () => {
  it.each([['1', 1], ['007', 7], ['9007199254740991', Number.MAX_SAFE_INTEGER]])('reads %s', (text, value) => expect(integerAtLeast(1)(text)).toBe(value));
  it.each(['0', '-1', '1.5', '1e3', '0x10', '', ' 1', '1 ', 'NaN', 'Infinity', '9007199254740992', '٣'])('refuses "%s"', (text) => {
    expect(() => integerAtLeast(1)(text)).toThrow(InvalidArgumentError);
  });
});

describe('wordOrInteger(words, minimum)', () => {
  const parse = wordOrInteger(['auto'], 2);
  it('reads words and integers', () => expect([parse('auto'), parse('2')]).toEqual(['auto', 2]));
  it.each(['AUTO', 'aut', '1', '2.0', ''])('refuses "%s"', (text) => expect(() => parse(text)).toThrow(InvalidArgumentError));
});
