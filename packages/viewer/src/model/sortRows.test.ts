import { describe, expect, it } from 'vitest';
import { frontierWith, pointWith } from '../../test-data/seededFrontier.js';
import { datasetOfFile } from './Dataset.js';
import { sortRows } from './sortRows.js';

const data = datasetOfFile(frontierWith([
  pointWith('a', { energy: NaN }, { label: 'int9' }), pointWith('b', { energy: 1 }, { label: 'int8' }),
  pointWith('c', { energy: 2 }, { label: 'int10' }), pointWith('d', { energy: 2 }, { label: 'lns:1.2' }),
]));
const ids = (column: string, descending: boolean): string => Array.from(sortRows(data, Uint32Array.of(0, 1, 2, 3), { column, descending }), (row) => data.id(row)).join('');

describe('sortRows', () => {
  it('sorts by an objective with ties in the order of the file and missing values last either way', () => {
    expect(ids('energy', false)).toBe('bcda');
    expect(ids('energy', true)).toBe('cdba');
  });
  it('sorts labels by their numbers', () => {
    expect(ids('label', false)).toBe('bacd');
    expect(ids('label', true)).toBe('dcab');
  });
  it('leaves the order for an unknown column', () => {
    expect(ids('price', false)).toBe('abcd');
  });
});
