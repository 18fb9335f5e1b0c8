import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { collectConstraint, objectiveOf } from './parseConstraint.js';

describe('collectConstraint(text, previous)', () => {
  it.each([
    ['accuracy>=0.9', { accuracy: { min: 0.9 } }],
    ['accuracy >= 90 %', { accuracy: { min: 0.9 } }],
    ['accuracy>=90%', { accuracy: { min: 0.9 } }],
    ['area<=.5', { area: { max: 0.5 } }],
    [' energy <= 1e3 ', { energy: { max: 1000 } }],
    ['latency>=0', { latency: { min: 0 } }],
  ])('reads "%s"', (text, limits) => expect(collectConstraint(text)).toEqual(limits));

  it('collects both sides of one objective and several objectives', () => {
    const limits = ['energy>=1', 'area<=2', 'energy<=3'].reduce((previous, text) => collectConstraint(text, previous), {});
    expect(limits).toEqual({ energy: { min: 1, max: 3 }, area: { max: 2 } });
  });

  it('keeps the tighter of two limits on the same side', () => {
    expect(collectConstraint('area<=5', { area: { max: 2 } })).toEqual({ area: { max: 2 } });
    expect(collectConstraint('area>=5', { area: { min: 2 } })).toEqual({ area: { min: 5 } });
  });

  it.each(['', 'accuracy', 'accuracy>0.9', 'accuracy=0.9', 'accuracy>=', 'accuracy>=x', 'accuracy>=1e999', '>=0.9', 'accuracy>=0.9.1', 'accuracy>=0x1', 'acuracy>=0.9', 'toString>=1'])('refuses "%s"', (text) => {
    expect(() => collectConstraint(text)).toThrow(InvalidArgumentError);
  });

  it('refuses what no point can reach, and a percentage of anything but accuracy', () => {
    expect(() => collectConstraint('accuracy>=90')).toThrow('90 %');
    expect(() => collectConstraint('area<=5%')).toThrow('mm²');
  });
});

it('objectiveOf(text) names the nearest objective', () => {
  expect(objectiveOf('area')).toBe('area');
  expect(() => objectiveOf('enrgy')).toThrow("Did you mean 'energy'?");
});
