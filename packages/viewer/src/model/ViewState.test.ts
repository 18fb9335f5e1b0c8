import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frontierWith, pointWith } from '../../test-data/seededFrontier.js';
import { datasetOfFile } from './Dataset.js';
import { keptRows } from './keptRows.js';
import { defaultViewState, restoreViewState } from './ViewState.js';

const data = datasetOfFile(frontierWith([pointWith('a', { accuracy: 0.9, energy: 1, area: 1 })]));

describe('defaultViewState', () => {
  it('shows accuracy over energy', () => {
    const view = defaultViewState(data);
    expect([view.y.objective, view.x.objective]).toEqual(['accuracy', 'energy']);
  });
  it('takes the first two objectives otherwise, and one twice when there is one', () => {
    const without = defaultViewState(datasetOfFile(frontierWith([], ['area', 'latency'])));
    expect([without.y.objective, without.x.objective]).toEqual(['area', 'latency']);
    const one = defaultViewState(datasetOfFile(frontierWith([], ['area'])));
    expect([one.y.objective, one.x.objective]).toEqual(['area', 'area']);
  });
});

describe('restoreViewState', () => {
  it('gives back what was saved', () => {
    const view = { ...defaultViewState(data), x: { objective: 'area', scale: 'log' } as const, selected: 'a', intervals: false, pins: ['a'],
      constraints: { energy: 2 }, brushes: [{ axis: 'energy', ranges: [[0, 1]] as const }, { axis: 'family', values: ['int'] }], order: ['area'], flipped: ['energy'], knee: 'ideal' as const, trials: false };
    expect(restoreViewState(JSON.parse(JSON.stringify(view)), data)).toEqual(view);
  });
  it('falls back part by part', () => {
    const restored = restoreViewState({ ...defaultViewState(data), x: { objective: 'latency' }, selected: 'gone', intervals: false }, data);
    expect(restored).toEqual({ ...defaultViewState(data), intervals: false });
  });
  it('takes anything without failing, and every result can be drawn', () => {
    fc.assert(fc.property(fc.anything(), fc.anything(), fc.anything(), (x, sort, selected) => {
      for (const saved of [x, { version: 1, x, y: x, sort, selected, color: x, intervals: selected, constraints: x, brushes: [x, sort, { axis: 'energy', ranges: [x], values: selected }], order: x, flipped: sort, pins: [selected, x], knee: x, trials: x }]) {
        const view = restoreViewState(saved, data);
        expect(data.measured.map((objective) => objective.name)).toContain(view.x.objective);
        expect(() => keptRows(data, view)).not.toThrow();
        expect(restoreViewState(JSON.parse(JSON.stringify(view)), data)).toEqual(view);
        expect(view.selected === null || view.selected === 'a').toBe(true);
      }
    }));
  });
});
