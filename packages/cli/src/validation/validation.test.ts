import { expect, it } from 'vitest';
import { COEFFICIENT_KEYS, type Coefficients } from '@bitscape/hardware';
import { randomSource } from '@bitscape/rtlgen';
import { runCli } from '../runCli.js';
import { COMPONENTS } from './components.js';
import { judge, spearman } from './judge.js';
import { sampleStream } from './sampleStream.js';
import { sampleStructures } from './sampleStructures.js';
import { sampleUnit } from './sampleUnit.js';

const ones = Object.fromEntries(COEFFICIENT_KEYS.map((key) => [key, { area: 1, activity: 1 }])) as Coefficients;
const point = (name: string, measured: number, counted: number, energy = counted) => ({ name, areaUm2: measured, energyFj: energy, counted: { adder: { areaUm2: counted, energyFj: counted } } });

it('judge(points) gives mean and worst errors, and names what breaks a limit', () => {
  const good = judge('adder', [point('a', 100, 102), point('b', 200, 198), point('c', 400, 400)], ones, 0.8);
  expect(good).toMatchObject({ component: 'adder', points: 3, failures: [], area: { worst: expect.closeTo(0.02, 9) as number, worstPoint: 'a', rankCorrelation: 1 } });
  const bad = judge('adder', [point('a', 100, 130, 100), point('b', 200, 120, 200), point('c', 110, 111, 111)], ones, 0.8);
  expect(bad.failures).toEqual([
    expect.stringMatching(/^mean area error/) as string,
    'area of a off by 30.0 %',
    'area of b off by 40.0 %',
    expect.stringMatching(/^rank correlation/) as string,
    expect.stringMatching(/^mean energy error/) as string,
    'energy of a off by 30.0 %',
    'energy of b off by 40.0 %',
  ]);
});

it('judge(points) forgives a large relative error of few gates', () => {
  expect(judge('table', [point('tiny', 20, 26, 26), point('b', 1000, 1000), point('c', 2000, 2000), point('d', 3000, 3000), point('e', 3100, 3100), point('f', 3200, 3200), point('g', 3300, 3300)], ones, 0.8).failures).toEqual([]);
});

it('spearman(a, b) is 1 for equal orders, -1 for opposite ones, and shares ranks of equal values', () => {
  expect(spearman([1, 5, 9], [2, 3, 100])).toBe(1);
  expect(spearman([1, 5, 9], [3, 2, 1])).toBe(-1);
  expect(spearman([1, 1, 2], [1, 2, 3])).toBeCloseTo(Math.sqrt(0.75), 9);
});

it.each(COMPONENTS)('$name: draws by seed, with a stream for every input and counted cells that all have a coefficient', (component) => {
  const [first, again] = [component.draw(randomSource(4)), component.draw(randomSource(4))];
  expect(again.name).toBe(first.name);
  expect(sampleUnit(again)).toEqual(sampleUnit(first));
  const stream = sampleStream(first, 256, 1);
  expect(sampleStream(again, 256, 1)).toEqual(stream);
  for (const values of Object.values(stream)) expect(values).toHaveLength(256);
  const structures = sampleStructures(first);
  expect(structures.length).toBeGreaterThan(0);
  for (const { coefficient } of structures) expect(coefficient).toBeDefined();
});

it('bitscape validate refuses the seed of the calibration and unknown components', async () => {
  expect(await runCli(['validate', '--seed', '1', '--json'])).toBe(2);
  expect(await runCli(['validate', '--component', 'divider', '--json'])).toBe(2);
});
