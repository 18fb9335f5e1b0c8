import { expect, it } from 'vitest';
import { errorStatistics } from './errorStatistics.js';

it('errorStatistics measures noise against signal', () => {
  expect(errorStatistics([3, 4], [3, 4.5])).toEqual({ sqnrDb: 20, mse: 0.125, maxError: 0.5 });
});

it('errorStatistics of equal or empty data has no error', () => {
  expect(errorStatistics([1, 2], [1, 2])).toEqual({ sqnrDb: Infinity, mse: 0, maxError: 0 });
  expect(errorStatistics([], [])).toEqual({ sqnrDb: Infinity, mse: 0, maxError: 0 });
});

it('errorStatistics of a zero reference is minus infinite dB', () => {
  expect(errorStatistics([0], [1]).sqnrDb).toBe(-Infinity);
});

it('errorStatistics refuses unequal lengths', () => {
  expect(() => errorStatistics([1], [1, 2])).toThrow(RangeError);
});
