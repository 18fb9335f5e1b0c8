import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesCondition } from './matchesCondition.js';

describe('matchesCondition', () => {
  it.each<[string | number | boolean | undefined, (string | number)[], boolean]>([
    ['lns:3.2', ['lns:*'], true],
    ['ulns:3.2', ['lns:*'], false],
    ['ulns:3.2', ['*lns:*'], true],
    ['int8', ['int4', 'int8'], true],
    ['abab', ['ab*ab'], true],
    ['aba', ['ab*ba'], false],
    ['', ['*'], true],
    [3, ['*'], false],
    [3, [3], true],
    [3, ['3'], false],
    ['auto', [3], false],
    [undefined, ['*'], false],
    ['x', [], false],
  ])('matchesCondition(%j, %j) is %s', (value, accepts, expected) => {
    expect(matchesCondition(value, accepts)).toBe(expected);
  });

  it('matchesCondition agrees with the regular expression of the pattern', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', '*'), { maxLength: 7 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(letters.map((text) => text.replaceAll('*', '')), letters, (text, pattern) => {
        expect(matchesCondition(text, [pattern])).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text));
      }),
      { seed: 12, numRuns: 3000 },
    );
  });

  it('matchesCondition takes linear time on patterns that make regular expressions explode', () => {
    expect(matchesCondition('a'.repeat(50000), [`${'a*'.repeat(5000)}b`])).toBe(false);
  });
});
