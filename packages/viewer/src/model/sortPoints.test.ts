import { describe, expect, it } from 'vitest';
import { pointWith } from '../../test-data/seededFrontier.js';
import { sortPoints } from './sortPoints.js';

const points = [
  pointWith('c', { energy: 2 }, { label: 'int10' }), pointWith('a', { energy: NaN }, { label: 'int9' }),
  pointWith('b', { energy: 1 }, { label: 'int8' }), pointWith('d', { energy: 2 }, { label: 'lns:1.2' }),
];
const ids = (column: string, descending: boolean): string => sortPoints(points, { column, descending }).map((point) => point.id).join('');

describe('sortPoints', () => {
  it('sorts by an objective with ties by id and missing values last either way', () => {
    expect(ids('energy', false)).toBe('bcda');
    expect(ids('energy', true)).toBe('cdba');
  });
  it('sorts labels by their numbers', () => {
    expect(ids('label', false)).toBe('bacd');
    expect(ids('label', true)).toBe('dcab');
  });
  it('sorts an unknown column by id and changes nothing in place', () => {
    expect(ids('price', false)).toBe('abcd');
    expect(points[0]!.id).toBe('c');
  });
});
