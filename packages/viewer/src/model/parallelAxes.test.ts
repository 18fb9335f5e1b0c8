import { describe, expect, it } from 'vitest';
import { seededFrontier } from '../../test-data/seededFrontier.js';
import { datasetOfFile } from './Dataset.js';
import { keptRows } from './keptRows.js';
import { parallelAxes } from './parallelAxes.js';

const data = datasetOfFile(seededFrontier(2, 60));
const axes = parallelAxes(data, { order: [], flipped: [] });
const axis = (key: string, flipped = false) => parallelAxes(data, { order: [], flipped: flipped ? [key] : [] }).find((one) => one.key === key)!;

describe('parallelAxes', () => {
  it('has the parameters in which rows differ, then every objective', () => {
    const keys = axes.map(({ key }) => key);
    expect(keys.slice(-5)).toEqual(['accuracy', 'energy', 'area', 'latency', 'weightMemory']);
    expect(keys).toContain('accelerator.array.rows');
    expect(keys).not.toContain('family');
    expect(keys).not.toContain('accelerator.technology');
  });
  it('puts the best value on top, and at the bottom where flipped', () => {
    for (const { name, direction } of data.measured) {
      const values = data.values(name);
      const best = [...values.keys()].reduce((found, row) => ((direction === 'max' ? values[row]! > values[found]! : values[row]! < values[found]!) ? row : found), 0);
      expect(axis(name).height(best)).toBe(1);
      expect(axis(name, true).height(best)).toBe(0);
    }
  });
  it('follows the order of the view, and appends what it does not name', () => {
    const keys = parallelAxes(data, { order: ['area', 'gone', 'numerics.weights.format'], flipped: [] }).map(({ key }) => key);
    expect(keys.slice(0, 2)).toEqual(['area', 'numerics.weights.format']);
    expect([...keys].sort()).toEqual(axes.map(({ key }) => key).sort());
  });
  it('lets through exactly the rows between the two ends of a brush, either way up', () => {
    for (const key of ['energy', 'accuracy', 'accelerator.array.rows']) {
      for (const flipped of [false, true]) {
        const one = axis(key, flipped);
        const [low, high] = [0.21, 0.64];
        const kept = keptRows(data, { constraints: {}, brushes: [one.brushBetween(high, low)], trials: true });
        const half = one.kind === 'parameter' ? 0.5 / one.ticks.length : 0;
        for (let row = 0; row < data.size; row++) expect(kept[row]).toBe(Number(one.height(row) + half > low && one.height(row) - half < high));
      }
    }
  });
  it('shows a brush where it was drawn', () => {
    const [[low, high]] = axis('energy').spans(axis('energy').brushBetween(0.7, 0.3)) as [readonly [number, number]];
    expect([low, high].map((height) => height.toFixed(9))).toEqual(['0.300000000', '0.700000000']);
  });
});
