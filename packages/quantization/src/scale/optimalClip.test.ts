import { describe, expect, it } from 'vitest';
import { parseFormat } from '../format/parseFormat.js';
import { laplaceSample, normalSample } from '../testing/densities.js';
import { gaussClip, laplaceClip } from './aciqRule.js';
import { chooseScaleOfSample } from './chooseScale.js';
import { erfc } from './erfc.js';
import { lambertW } from './lambertW.js';
import { scaleError } from './scaleError.js';

const NORMAL = normalSample();
const LAPLACE = laplaceSample();

/** Mid-rise levels are odd integers; their clip is the edge of the outermost cell. */
const midRise = (bits: number) => parseFormat(`codebook:${Array.from({ length: 2 ** bits }, (_, i) => 2 * i + 1 - 2 ** bits).join(',')}`);
const narrow = (bits: number) => parseFormat(`int${bits}`);

// Optimal clips by numerical integration of the squared error, in units of sigma (normal) and b (Laplace).
describe.each([
  ['normal', NORMAL, [1.224, 1.952, 2.474, 2.899, 3.27, 3.608, 3.92], [1.991, 2.344, 2.682, 3.01, 3.33, 3.639, 3.938]],
  ['Laplace', LAPLACE, [2.0, 3.486, 4.82, 6.098, 7.359, 8.619, 9.881], [3.075, 4.135, 5.215, 6.335, 7.497, 8.698, 9.928]],
] as const)('mse of a %s distribution', (_, sample, narrowClips, midRiseClips) => {
  it.each(narrowClips.map((clip, i) => [i + 2, clip] as const))('clips int%d at %d', (bits, clip) => {
    const format = narrow(bits);
    expect(Math.abs((chooseScaleOfSample(sample, format, 'mse') * format.levels.at(-1)!) / clip - 1)).toBeLessThan(0.01);
  });

  it.each(midRiseClips.map((clip, i) => [i + 2, clip] as const))('clips %d bits of mid-rise levels at %d', (bits, clip) => {
    expect(Math.abs((chooseScaleOfSample(sample, midRise(bits), 'mse') * 2 ** bits) / clip - 1)).toBeLessThan(0.01);
  });
});

// Max, Quantizing for minimum distortion, IRE Transactions on Information Theory 6 (1960), table II: equally spaced levels.
it.each([
  [1, 1.596],
  [2, 0.9957],
  [3, 0.586],
  [4, 0.3352],
])('mse of a normal distribution gives %d bits of mid-rise levels the step %d of Max 1960', (bits, step) => {
  const found = 2 * chooseScaleOfSample(NORMAL, bits === 1 ? parseFormat('binary') : midRise(bits), 'mse');
  expect(Math.abs(found - step)).toBeLessThan(5.1e-4 * 10 ** Math.floor(Math.log10(step)));
});

it.each([
  [2, 7.21],
  [3, 13.29],
  [4, 18.9],
  [8, 40.54],
])('int%d reaches %d dB on a normal distribution', (bits, db) => {
  const format = narrow(bits);
  const error = scaleError(NORMAL, format, chooseScaleOfSample(NORMAL, format, 'mse'));
  expect(Math.abs(10 * Math.log10(NORMAL.squares.at(-1)! / error) - db)).toBeLessThan(0.01);
});

// Closed form and numerical minimum of the same expected error; values as published with the method.
it.each([
  [1, 1.8628, 1.2399],
  [2, 2.8307, 1.7106],
  [3, 3.8972, 2.1516],
  [4, 5.0286, 2.5591],
  [5, 6.2048, 2.9362],
  [6, 7.4131, 3.2869],
  [7, 8.6456, 3.6151],
  [8, 9.8968, 3.924],
  [9, 11.1627, 4.2163],
])('ACIQ with %d bits clips Laplace at %d b, normal at %d sigma', (bits, laplace, gauss) => {
  expect(laplaceClip(bits)).toBeCloseTo(laplace, 3);
  expect(gaussClip(bits)).toBeCloseTo(gauss, 4);
});

it('ACIQ reads sigma and b from the sample', () => {
  const int6 = narrow(6);
  expect(chooseScaleOfSample(NORMAL, int6, 'aciq-gauss') * 31).toBeCloseTo(3.2869, 3);
  expect(chooseScaleOfSample(LAPLACE, int6, 'aciq-laplace') * 31).toBeCloseTo(7.4131, 2);
  // An unsigned format holds half of the distribution in one bit less.
  expect(chooseScaleOfSample(NORMAL, parseFormat('uint5'), 'aciq-gauss') * 31).toBeCloseTo(3.2869, 3);
});

it('lambertW inverts w e^w', () => {
  for (const w of [0, 1e-6, 0.3, 1, 2.5, 10, 40]) expect(lambertW(w * Math.exp(w))).toBeCloseTo(w, 10);
});

it.each([
  [0, 1],
  [0.5, 0.4795001221869535],
  [1, 0.15729920705028513],
  [2.4, 0.0006885138966450789],
  [2.6, 0.00023603441652934908],
  [5, 1.5374597944280349e-12],
])('erfc(%d) = %d', (x, value) => {
  expect(Math.abs(erfc(x) / value - 1)).toBeLessThan(1e-9);
});
