import { describe, expect, it } from 'vitest';
import { frontierWith, pointWith, seededFrontier } from '../../test-data/seededFrontier.js';
import { frontierMembers } from './frontierMembers.js';
import { projectFrontier } from './projectFrontier.js';
import { defaultViewState } from './ViewState.js';

const linear = { x: { objective: 'energy', scale: 'linear' }, y: { objective: 'accuracy', scale: 'linear' } } as const;

describe('projectFrontier', () => {
  it('tells the front of the projection, the frontier of all objectives and the rest apart', () => {
    const file = frontierWith([
      pointWith('a', { accuracy: 0.9, energy: 1, area: 3 }),
      pointWith('b', { accuracy: 0.95, energy: 2, area: 3 }),
      pointWith('c', { accuracy: 0.9, energy: 2, area: 1 }),
      pointWith('d', { accuracy: 0.8, energy: 2, area: 4 }),
    ]);
    const { marks, front } = projectFrontier(file, linear, frontierMembers(file));
    expect(marks.map((mark) => [mark.point.id, mark.role])).toEqual([['a', 'front'], ['b', 'front'], ['c', 'behind'], ['d', 'dominated']]);
    expect(front.map((mark) => mark.point.id)).toEqual(['a', 'b']);
  });
  it('keeps points with equal values on the front together', () => {
    const file = frontierWith([pointWith('a', { accuracy: 0.9, energy: 1, area: 3 }), pointWith('b', { accuracy: 0.9, energy: 1, area: 3 })]);
    expect(projectFrontier(file, linear, frontierMembers(file)).front).toHaveLength(2);
  });
  it('counts what cannot be drawn, by reason', () => {
    const file = frontierWith([
      pointWith('a', { accuracy: 0.9, energy: 1 }), pointWith('b', { accuracy: 0.9, energy: NaN }), pointWith('c', { accuracy: 0.9 }),
      pointWith('d', { accuracy: 0.9, energy: Infinity }), pointWith('e', { accuracy: 0.9, energy: 0 }), pointWith('f', { accuracy: 0.9, energy: -1 }),
    ]);
    expect(projectFrontier(file, linear, new Set()).omitted).toEqual({ missing: 3, notPositive: 0 });
    const log = projectFrontier(file, { ...linear, x: { objective: 'energy', scale: 'log' } }, new Set());
    expect(log.omitted).toEqual({ missing: 3, notPositive: 2 });
    expect(log.marks.map((mark) => mark.point.id)).toEqual(['a']);
  });
  it('puts the same points on the front whichever way round the axes are', () => {
    const file = seededFrontier(3, 80);
    const view = defaultViewState(file);
    const ids = (projection: ReturnType<typeof projectFrontier>): Set<string> => new Set(projection.front.map((mark) => mark.point.id));
    expect(ids(projectFrontier(file, view, new Set()))).toEqual(ids(projectFrontier(file, { x: view.y, y: view.x }, new Set())));
  });
});

describe('frontierMembers', () => {
  it('are exactly the points that no other beats, by brute force', () => {
    const file = seededFrontier(11, 120);
    const cost = (values: Partial<Record<string, number>>): number[] => file.objectives.map(({ name, direction }) => (direction === 'max' ? -1 : 1) * values[name]!);
    const expected = file.points.filter((point) => !file.points.some((other) => {
      const [a, b] = [cost(other.objectives), cost(point.objectives)];
      return a.every((value, index) => value <= b[index]!) && a.some((value, index) => value < b[index]!);
    })).map((point) => point.id);
    expect(expected.length).toBeLessThan(file.points.length);
    expect(frontierMembers(file)).toEqual(new Set(expected));
  });
  it('keeps a point that lacks an objective', () => {
    const file = frontierWith([pointWith('a', { accuracy: 0.9, energy: 1, area: 1 }), pointWith('b', { accuracy: 0.1, energy: 5 })]);
    expect(frontierMembers(file)).toEqual(new Set(['a', 'b']));
  });
});
