import { describe, expect, it } from 'vitest';
import { frontierWith, pointWith } from '../../test-data/seededFrontier.js';
import { datasetOfFile } from './Dataset.js';
import { suggestKnee } from './suggestKnee.js';
import { comparePins, differingParameters } from './comparePins.js';

const data = datasetOfFile(frontierWith([
  pointWith('a', { accuracy: 0.5, energy: 1, area: 1 }), pointWith('b', { accuracy: 0.9, energy: 2, area: 1 }),
  pointWith('c', { accuracy: 0.93, energy: 6, area: 2 }), pointWith('d', { accuracy: 0.95, energy: 20, area: 2 }),
]));
const view = { x: { objective: 'energy', scale: 'linear' }, y: { objective: 'accuracy', scale: 'linear' }, knee: 'extremes' } as const;

describe('suggestKnee', () => {
  it('finds the bulge of the front and names rule and scale', () => {
    expect(suggestKnee(data, view, [0, 1, 2, 3])).toMatchObject({ row: 1, rule: expect.stringMatching(/line between the ends.*linear/) as unknown });
    expect(suggestKnee(data, { ...view, knee: 'ideal' }, [0, 1, 2, 3])).toMatchObject({ row: 1, rule: expect.stringContaining('ideal') as unknown });
    expect(suggestKnee(data, { ...view, x: { objective: 'energy', scale: 'log' } }, [0, 1, 2, 3])?.rule).toContain('logarithmic');
  });
  it('has no answer for a front of two, or for one objective on both axes', () => {
    expect(suggestKnee(data, view, [0, 3])).toBeUndefined();
    expect(suggestKnee(data, { ...view, y: view.x }, [0, 1, 2, 3])).toBeUndefined();
  });
});

describe('comparePins', () => {
  it('compares by ratio, fractions by difference, and says what is better', () => {
    expect(comparePins(data, [0, 1], 'energy')[1]).toEqual({ value: 2, change: 1, better: false });
    expect(comparePins(data, [1, 0], 'energy')[1]).toEqual({ value: 1, change: -0.5, better: true });
    const [base, accuracy] = comparePins(data, [0, 1], 'accuracy');
    expect(base).toEqual({ value: 0.5, change: undefined, better: undefined });
    expect(accuracy!.change).toBeCloseTo(0.4);
    expect(accuracy!.better).toBe(true);
    expect(comparePins(data, [0, 1], 'area')[1]).toEqual({ value: 1, change: 0, better: undefined });
  });
  it('lists only parameters that differ', () => {
    expect(differingParameters(data, [0, 1])).toEqual([]);
  });
});
