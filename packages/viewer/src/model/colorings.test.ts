import { describe, expect, it } from 'vitest';
import { frontierWith, pointWith, seededFrontier } from '../../test-data/seededFrontier.js';
import { DEFAULT_POINT } from '@bitscape/design';
import { coloringFor, colorings, MAX_CATEGORIES } from './colorings.js';
import { datasetOfFile } from './Dataset.js';
import { formatFamily } from './formatFamily.js';

describe('formatFamily', () => {
  it.each([['int8', 'int'], ['uint4', 'int'], ['lns:3.2', 'lns'], ['ulns:3.3', 'lns'], ['apot4', 'apot'], ['ternary', 'ternary'], ['unary', 'unary'], ['8bit', '8bit']])('%s is of %s', (name, family) => {
    expect(formatFamily(name)).toBe(family);
  });
});

describe('colorings', () => {
  const file = seededFrontier(5, 60);
  const { parameters } = datasetOfFile(file);
  it('offers what tells points apart, and nothing at the end', () => {
    const all = colorings(parameters);
    expect(all[0]!.key).toBe('family');
    expect(all[0]!.categories).toEqual(['int', 'lns']);
    expect(all.at(-1)!.key).toBe('none');
    expect(all.map((coloring) => coloring.key)).toContain('accelerator.array.rows');
    expect(all.map((coloring) => coloring.key)).not.toContain('accelerator.technology');
    const rows = all.find(({ key }) => key === 'accelerator.array.rows')!;
    file.points.forEach((point, row) => expect(rows.categories[rows.categoryOf(row)]).toBe(String(point.point.accelerator.array.rows)));
  });
  it('keeps a colour for the most frequent of many values and one for the others', () => {
    const points = Array.from({ length: 40 }, (_, index) => pointWith(`p${String(index).padStart(2, '0')}`, { energy: index }, {
      point: { ...DEFAULT_POINT, accelerator: { ...DEFAULT_POINT.accelerator, clockMhz: 100 + Math.min(11, Math.floor(index / 3)) } },
    }));
    const clock = colorings(datasetOfFile(frontierWith(points)).parameters).find(({ key }) => key === 'accelerator.clockMhz')!;
    expect(clock.categories).toHaveLength(MAX_CATEGORIES);
    expect(clock.categories.at(-1)).toBe('5 others');
    expect(clock.categories).toContain('111 MHz');
    for (const row of points.keys()) expect(clock.categoryOf(row)).toBeGreaterThanOrEqual(0);
  });
  it('falls back on the first for a key that is gone', () => {
    expect(coloringFor(colorings(parameters), 'nonsense').key).toBe('family');
    expect(coloringFor(colorings([]), 'family').key).toBe('none');
  });
});
