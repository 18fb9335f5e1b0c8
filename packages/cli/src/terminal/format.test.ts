import { describe, expect, it } from 'vitest';
import { counted, objectiveText, percent, significant } from './format.js';

it('percent(fraction, digits) rounds to fixed digits', () => {
  expect([percent(0.9173), percent(1), percent(0), percent(0.15, 0)]).toEqual(['91.73 %', '100.00 %', '0.00 %', '15 %']);
});

describe('significant(value, digits)', () => {
  it.each([
    [0, '0'], [1, '1'], [-2.5, '-2.5'], [1234.56, '1235'], [12345678, '1.235e+7'], [9999999, '10000000'], [0.000123456, '0.0001235'], [0.0000123456, '1.235e-5'], [0.1 + 0.2, '0.3'],
  ])('%d is %s', (value, text) => expect(significant(value)).toBe(text));
});

it('objectiveText(name, value) has the unit of the objective', () => {
  expect([objectiveText('accuracy', 0.9), objectiveText('energy', 1.23456), objectiveText('weightMemory', 0)]).toEqual(['90.00 %', '1.235 µJ', '0 KiB']);
});

it('counted(count, singular) takes the plural except for one', () => {
  expect([counted(0, 'point'), counted(1, 'point'), counted(2, 'accuracy', 'accuracies')]).toEqual(['0 points', '1 point', '2 accuracies']);
});
