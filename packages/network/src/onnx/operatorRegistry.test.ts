import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SUPPORTED_OPERATORS } from './operatorRegistry.js';

describe('SUPPORTED_OPERATORS', () => {
  it('is the list in docs/methods/network.md', () => {
    const text = readFileSync(new URL('../../../../docs/methods/network.md', import.meta.url), 'utf8');
    const rows = text.slice(text.indexOf('| operator | forms |')).split('\n\n')[0]!.split('\n').slice(2);
    const documented = rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`(\w+)`/g)].map((match) => match[1]!));
    expect(documented.sort()).toEqual(SUPPORTED_OPERATORS);
  });
});
