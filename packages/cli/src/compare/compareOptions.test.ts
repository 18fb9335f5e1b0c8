import { expect, it } from 'vitest';
import { collectLevel, collectTolerance } from './compareOptions.js';

it('collectTolerance(text) reads units and shares, the last one counts', () => {
  expect(collectTolerance('energy=1 %', collectTolerance('accuracy = 0.002', collectTolerance('energy=3')))).toEqual({ accuracy: { absolute: 0.002 }, energy: { relative: 0.01 } });
  expect(collectTolerance('hypervolume=0')).toEqual({ hypervolume: { absolute: 0 } });
});

it.each(['energy', 'energy=', 'energy=-1', 'power=1', '=1', 'energy=1%%'])('collectTolerance(%j) is refused', (text) => expect(() => collectTolerance(text)).toThrow(/./));

it('collectLevel(text) reads checks and levels', () => {
  expect(collectLevel('left=error', collectLevel('moved=off'))).toEqual({ left: 'error', moved: 'off' });
  for (const text of ['left', 'left=fatal', 'lost=warn']) expect(() => collectLevel(text)).toThrow(/./);
});
