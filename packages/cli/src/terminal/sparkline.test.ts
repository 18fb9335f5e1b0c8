import { expect, it } from 'vitest';
import { sparkline } from './sparkline.js';

it.each([
  [[0, 1, 8, 4], ' ▁█▄'],
  [[0, 0], '  '],
  [[1, 1000], '▁█'],
  [[], ''],
])('sparkline(%j) is "%s"', (counts, bars) => expect(sparkline(counts)).toBe(bars));

it('adds neighbours up beyond its width', () => {
  expect(sparkline(Array.from({ length: 48 }, (_, i) => (i < 24 ? 1 : 0)))).toBe(`${'█'.repeat(12)}${' '.repeat(12)}`);
});
