import { describe, expect, it } from 'vitest';
import { frontierWith, seededFrontier } from '../../test-data/seededFrontier.js';
import { coloringFor, colorings, formatFamily, MAX_CATEGORIES } from './categories.js';

describe('formatFamily', () => {
  it.each([['int8', 'int'], ['uint4', 'int'], ['lns:3.2', 'lns'], ['ulns:3.3', 'lns'], ['apot4', 'apot'], ['ternary', 'ternary'], ['unary', 'unary'], ['8bit', '8bit']])('%s is of %s', (name, family) => {
    expect(formatFamily(name)).toBe(family);
  });
});

describe('colorings', () => {
  const file = seededFrontier(5, 60);
  it('offers what tells points apart, few enough categories, and nothing at the end', () => {
    const all = colorings(file);
    expect(all[0]!.key).toBe('family');
    expect(all[0]!.categories).toEqual(['int', 'lns']);
    expect(all.at(-1)!.key).toBe('none');
    expect(all.map((coloring) => coloring.key)).toContain('accelerator.array.rows');
    expect(all.map((coloring) => coloring.key)).not.toContain('accelerator.technology');
    for (const { categories, categoryOf } of all.slice(0, -1)) {
      expect(categories.length).toBeLessThanOrEqual(MAX_CATEGORIES);
      for (const point of file.points) expect(categories).toContain(categoryOf(point));
    }
  });
  it('falls back on the first for a key that is gone', () => {
    expect(coloringFor(colorings(file), 'nonsense').key).toBe('family');
    expect(coloringFor(colorings(frontierWith([])), 'family').key).toBe('none');
  });
});
