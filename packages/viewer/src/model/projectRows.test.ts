import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frontierWith, pointWith, seededFrontier } from '../../test-data/seededFrontier.js';
import { datasetOfFile, type Dataset } from './Dataset.js';
import { FrontierIndex } from './FrontierIndex.js';
import { keptRows } from './keptRows.js';
import { projectRows, ROLES, type Projection } from './projectRows.js';
import { defaultViewState, type ViewState } from './ViewState.js';

const linear = { x: { objective: 'energy', scale: 'linear' }, y: { objective: 'accuracy', scale: 'linear' }, trials: true } as const;

function project(data: Dataset, view: Pick<ViewState, 'x' | 'y' | 'trials'>): Projection {
  return projectRows(data, view, new Uint8Array(data.size).fill(1), data.members, false);
}

describe('projectRows', () => {
  it('tells the front of the projection, the frontier of all objectives and the rest apart', () => {
    const data = datasetOfFile(frontierWith([
      pointWith('a', { accuracy: 0.9, energy: 1, area: 3 }),
      pointWith('b', { accuracy: 0.95, energy: 2, area: 3 }),
      pointWith('c', { accuracy: 0.9, energy: 2, area: 1 }),
      pointWith('d', { accuracy: 0.8, energy: 2, area: 4 }),
    ]));
    const { roles, front, counts } = project(data, linear);
    expect([...roles].map((role) => ROLES[role])).toEqual(['front', 'front', 'behind', 'dominated']);
    expect(front).toEqual([0, 1]);
    expect(counts).toMatchObject({ front: 2, behind: 1, dominated: 1 });
  });
  it('keeps points with equal values on the front together', () => {
    const data = datasetOfFile(frontierWith([pointWith('a', { accuracy: 0.9, energy: 1, area: 3 }), pointWith('b', { accuracy: 0.9, energy: 1, area: 3 })]));
    expect(project(data, linear).front).toHaveLength(2);
  });
  it('leaves out a poorer twin: equal in what is shown, beaten in what is not', () => {
    const data = datasetOfFile(frontierWith([pointWith('a', { accuracy: 0.9, energy: 1, area: 3 }), pointWith('b', { accuracy: 0.9, energy: 1, area: 4 })]));
    expect(project(data, linear)).toMatchObject({ front: [0], counts: { front: 1, dominated: 1 } });
  });
  it('counts what cannot be drawn, by reason', () => {
    const data = datasetOfFile(frontierWith([
      pointWith('a', { accuracy: 0.9, energy: 1 }), pointWith('b', { accuracy: 0.9, energy: NaN }), pointWith('c', { accuracy: 0.9 }),
      pointWith('d', { accuracy: 0.9, energy: Infinity }), pointWith('e', { accuracy: 0.9, energy: 0 }), pointWith('f', { accuracy: 0.9, energy: -1 }),
    ]));
    expect(project(data, linear).omitted).toEqual({ missing: 3, notPositive: 0 });
    const log = project(data, { ...linear, x: { objective: 'energy', scale: 'log' } });
    expect(log.omitted).toEqual({ missing: 3, notPositive: 2 });
    expect([...log.rows]).toEqual([0]);
  });
  it('puts the same points on the front whichever way round the axes are', () => {
    const data = datasetOfFile(seededFrontier(3, 80));
    const view = defaultViewState(data);
    expect(new Set(project(data, view).front)).toEqual(new Set(project(data, { ...view, x: view.y, y: view.x }).front));
  });
  it('finds the front by brute force, for any values and any filter', () => {
    const rows = fc.array(fc.record({ accuracy: fc.integer({ min: 0, max: 9 }), energy: fc.integer({ min: 1, max: 9 }), area: fc.constant(1), kept: fc.boolean() }), { maxLength: 40 });
    fc.assert(fc.property(rows, (values) => {
      const data = datasetOfFile(frontierWith(values.map(({ accuracy, energy, area }, index) => pointWith(`p${index}`, { accuracy, energy, area }))));
      const kept = Uint8Array.from(values, (value) => Number(value.kept));
      const among = values.map((value, index) => ({ ...value, index })).filter((value) => value.kept);
      const expected = among.filter((one) => !among.some((other) => other.accuracy >= one.accuracy && other.energy <= one.energy && (other.accuracy > one.accuracy || other.energy < one.energy)));
      const { front, unfiltered } = projectRows(data, linear, kept, data.members, true);
      expect(new Set(front)).toEqual(new Set(expected.map(({ index }) => index)));
      expect(unfiltered).toEqual(projectRows(data, linear, new Uint8Array(values.length).fill(1), data.members, false).front);
    }));
  });
});

describe('FrontierIndex', () => {
  it('gives the frontier of the kept rows by brute force, whatever filter came before', () => {
    const value = fc.integer({ min: 0, max: 4 });
    const row = fc.record({ accuracy: fc.oneof(value, fc.constant(NaN)), energy: value, area: value });
    fc.assert(fc.property(fc.array(row, { maxLength: 24 }), fc.array(fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }), { minLength: 1, maxLength: 5 }), (values, filters) => {
      const data = datasetOfFile(frontierWith(values.map((objectives, index) => pointWith(`p${index}`, objectives))));
      const index = new FrontierIndex(data);
      const costs = values.map(({ accuracy, energy, area }) => [-accuracy, energy, area]);
      for (const filter of filters) {
        const kept = Uint8Array.from(values, (_, at) => Number(filter[at]));
        const expected = values.map(({ accuracy }, at) => Number(kept[at] === 1 && (Number.isNaN(accuracy)
          ? data.members[at] === 1
          : !costs.some((other, by) => kept[by] === 1 && other.every((cost, k) => cost <= costs[at]![k]!) && other.some((cost, k) => cost < costs[at]![k]!)))));
        expect([...index.membersAmong(kept)]).toEqual(expected);
      }
    }));
  });
  it('is the frontier of the file when nothing is filtered out', () => {
    const data = datasetOfFile(seededFrontier(11, 120));
    expect(data.members.some((member) => member === 0)).toBe(true);
    expect(new FrontierIndex(data).membersAmong(keptRows(data, { constraints: {}, brushes: [], trials: true }))).toEqual(data.members);
  });
});

describe('keptRows', () => {
  const data = datasetOfFile(seededFrontier(4, 60));
  const keep = (filter: Partial<Pick<ViewState, 'constraints' | 'brushes'>>): number[] => [...keptRows(data, { constraints: {}, brushes: [], trials: true, ...filter }).entries()].filter(([, flag]) => flag === 1).map(([row]) => row);
  const all = Array.from({ length: data.size }, (_, row) => row);
  it('bounds an objective on its worse side', () => {
    expect(keep({ constraints: { accuracy: 0.8, energy: 3 } })).toEqual(all.filter((row) => data.values('accuracy')[row]! >= 0.8 && data.values('energy')[row]! <= 3));
  });
  it('takes the union of the ranges of one axis and the intersection of axes', () => {
    const family = data.parameters.find(({ key }) => key === 'accelerator.array.rows')!;
    const kept = keep({ brushes: [{ axis: 'energy', ranges: [[0, 2], [3, 4]] }, { axis: 'accelerator.array.rows', values: ['8', '32'] }] });
    expect(kept.length).toBeGreaterThan(0);
    expect(kept).toEqual(all.filter((row) => {
      const energy = data.values('energy')[row]!;
      return (energy <= 2 || (energy >= 3 && energy <= 4)) && ['8', '32'].includes(family.categories[family.codes[row]!]!);
    }));
  });
  it('ignores a brush on what the file does not have', () => {
    expect(keep({ brushes: [{ axis: 'gone', values: ['x'] }, { axis: 'accelerator.array.rows', values: ['7'] }, { axis: 'gone too', ranges: [[0, 1]] }] })).toEqual(all);
  });
});
