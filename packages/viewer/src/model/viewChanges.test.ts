import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededFrontier } from '../../test-data/seededFrontier.js';
import { datasetOfFile } from './Dataset.js';
import { brush, compareWith, constrain, flipAxis, isFiltered, MAX_PINS, moveAxis, togglePin, unbrush } from './viewChanges.js';
import { record, redo, startHistory, undo } from './ViewHistory.js';
import { defaultViewState, type ViewState } from './ViewState.js';

const start = defaultViewState(datasetOfFile(seededFrontier(1, 10)));

describe('togglePin and compareWith', () => {
  it('put points into the tray and take them out, and keep the base when the tray is full', () => {
    let view = start;
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) view = togglePin(view, id);
    expect(view.pins).toHaveLength(MAX_PINS);
    expect(togglePin(view, 'g').pins).toEqual(['a', 'c', 'd', 'e', 'f', 'g']);
    expect(togglePin(view, 'b').pins).toEqual(['a', 'c', 'd', 'e', 'f']);
    expect(compareWith(view, 'c').pins).toEqual(['c', 'a', 'b', 'd', 'e', 'f']);
    expect(compareWith(view, 'x')).toBe(view);
  });
});

describe('brush', () => {
  it('joins ranges that overlap and keeps others apart, whatever the order', () => {
    const range = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 8 })).map(([low, size]) => [low, low + size] as const);
    fc.assert(fc.property(fc.array(range, { minLength: 1, maxLength: 8 }), (ranges) => {
      const view = ranges.reduce((before, one) => brush(before, { axis: 'energy', ranges: [one] }), start);
      const [only] = view.brushes;
      const joined = 'ranges' in only! ? only.ranges : [];
      for (let value = -1; value < 40; value++) {
        expect(joined.some(([low, high]) => value >= low && value <= high)).toBe(ranges.some(([low, high]) => value >= low && value <= high));
      }
      joined.slice(1).forEach(([low], index) => expect(low).toBeGreaterThan(joined[index]![1]));
    }));
  });
  it('toggles values, and the last one taken out ends the brush', () => {
    const one = brush(start, { axis: 'family', values: ['int'] });
    const two = brush(one, { axis: 'family', values: ['lns'] });
    expect(two.brushes).toEqual([{ axis: 'family', values: ['int', 'lns'] }]);
    expect(brush(two, { axis: 'family', values: ['int'] }).brushes).toEqual([{ axis: 'family', values: ['lns'] }]);
    expect(brush(one, { axis: 'family', values: ['int'] }).brushes).toEqual([]);
    expect(unbrush(brush(two, { axis: 'energy', ranges: [[0, 1]] }), 'family').brushes.map(({ axis }) => axis)).toEqual(['energy']);
    expect([isFiltered(two), isFiltered(unbrush(two)), isFiltered(constrain(start, 'area', 3))]).toEqual([true, false, true]);
    expect(constrain(constrain(start, 'area', 3), 'area', undefined).constraints).toEqual({});
  });
});

describe('moveAxis and flipAxis', () => {
  it('move an axis to a position among the others', () => {
    const all = ['a', 'b', 'c', 'd'];
    expect(moveAxis(start, all, 'd', 0).order).toEqual(['d', 'a', 'b', 'c']);
    expect(moveAxis(start, all, 'a', 2).order).toEqual(['b', 'c', 'a', 'd']);
    expect(moveAxis(start, all, 'b', 99).order).toEqual(['a', 'c', 'd', 'b']);
    expect(flipAxis(flipAxis(start, 'a'), 'a').flipped).toEqual([]);
  });
});

describe('record, undo and redo', () => {
  const change = (patch: Partial<ViewState>) => ({ ...start, ...patch });
  it('go back and forth, and lose the future with a new change', () => {
    const two = record(record(startHistory(start), change({ color: 'a' })), change({ color: 'b' }));
    expect(undo(two).present.color).toBe('a');
    expect(undo(undo(undo(two))).present).toEqual(start);
    expect(redo(undo(two)).present.color).toBe('b');
    expect(redo(record(undo(two), change({ color: 'c' }))).present.color).toBe('c');
  });
  it('count a drag as one step and a selection as none', () => {
    const dragged = [1, 2, 3].reduce((history, bound) => record(history, change({ constraints: { energy: bound } }), 'constraint energy'), startHistory(start));
    expect(dragged.past).toHaveLength(1);
    const chosen = record(dragged, { ...dragged.present, selected: 'x' });
    expect(chosen.past).toHaveLength(1);
    expect(undo(chosen).present).toEqual({ ...start, selected: 'x' });
  });
  it('undo as often as there was a step, for any sequence of changes', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 20 }), (colors) => {
      let history = startHistory(start);
      for (const color of colors) history = record(history, change({ color }));
      const steps = history.past.length;
      for (let step = 0; step < steps; step++) history = undo(history);
      expect(history.present).toEqual(start);
      for (let step = 0; step < steps; step++) history = redo(history);
      expect(history.present.color).toBe(colors.at(-1) ?? start.color);
    }));
  });
});
