import { expect, it } from 'vitest';
import { table } from './table.js';

it('table(columns, rows) aligns columns, without colours or trailing blanks where the output is no terminal', () => {
  const text = table([{ title: 'Name' }, { title: 'Value', align: 'right' }, { title: 'Note' }], [['a', '1.5', ''], ['longer', '10', 'µ']]);
  expect(text).toBe(['Name    Value  Note', 'a         1.5', 'longer     10  µ'].join('\n'));
});
