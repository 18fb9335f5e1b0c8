import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frontierWith, pointWith } from '../../test-data/seededFrontier.js';
import { defaultViewState, restoreViewState } from './ViewState.js';

const file = frontierWith([pointWith('a', { accuracy: 0.9, energy: 1, area: 1 })]);

describe('defaultViewState', () => {
  it('shows accuracy over energy', () => {
    const view = defaultViewState(file);
    expect([view.y.objective, view.x.objective]).toEqual(['accuracy', 'energy']);
  });
  it('takes the first two objectives otherwise, and one twice when there is one', () => {
    const without = defaultViewState(frontierWith([], ['area', 'latency']));
    expect([without.y.objective, without.x.objective]).toEqual(['area', 'latency']);
    const one = defaultViewState(frontierWith([], ['area']));
    expect([one.y.objective, one.x.objective]).toEqual(['area', 'area']);
  });
});

describe('restoreViewState', () => {
  it('gives back what was saved', () => {
    const view = { ...defaultViewState(file), x: { objective: 'area', scale: 'log' } as const, selected: 'a', intervals: false };
    expect(restoreViewState(JSON.parse(JSON.stringify(view)), file)).toEqual(view);
  });
  it('falls back part by part', () => {
    const restored = restoreViewState({ ...defaultViewState(file), x: { objective: 'latency' }, selected: 'gone', intervals: false }, file);
    expect(restored).toEqual({ ...defaultViewState(file), intervals: false });
  });
  it('takes anything without failing, and every result can be drawn', () => {
    fc.assert(fc.property(fc.anything(), fc.anything(), fc.anything(), (x, sort, selected) => {
      for (const saved of [x, { version: 1, x, y: x, sort, selected, color: x, intervals: selected }]) {
        const view = restoreViewState(saved, file);
        expect(file.objectives.map((objective) => objective.name)).toContain(view.x.objective);
        expect(view.selected === null || view.selected === 'a').toBe(true);
      }
    }));
  });
});
