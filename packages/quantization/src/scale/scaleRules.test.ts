import { BitscapeError } from '@bitscape/errors';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFormat } from '../format/parseFormat.js';
import { seededRandom } from '../quantizer/seededRandom.js';
import { everyFormat } from '../testing/everyFormat.js';
import { normalSample } from '../testing/densities.js';
import { chooseScale, chooseScaleOfSample } from './chooseScale.js';
import { parseScaleMethod } from './parseScaleMethod.js';
import { scaleError } from './scaleError.js';
import { scaleRules } from './scaleRules.js';
import { sampleOf } from './WeightedSample.js';

const NAMES = scaleRules().map(({ name }) => name);
const gaussian = (count: number, seed: number): Float32Array => {
  const random = seededRandom(seed);
  return Float32Array.from({ length: count }, () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
};
const errorOf = (data: Float32Array, name: string, scale: number): number => scaleError(sampleOf(data), parseFormat(name), scale);

function refusal(run: () => unknown): BitscapeError {
  try {
    run();
  } catch (error) {
    if (error instanceof BitscapeError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe.each(NAMES)('scale selection %s', (name) => {
  it('gives 1 for empty and all-zero data', () => {
    for (const data of [new Float32Array(0), new Float32Array(4)]) expect(chooseScale(data, parseFormat('int4'), name)).toBe(1);
  });

  it('gives a positive scale, never above the largest magnitude by more than its own search, that follows the data', () => {
    fc.assert(
      fc.property(fc.float32Array({ min: -50, max: 50, noNaN: true, minLength: 1, maxLength: 40 }), fc.integer({ min: -6, max: 6 }), (data, exponent) => {
        fc.pre(data.some((x) => Math.abs(x) > 1e-3));
        const format = parseFormat('int4');
        const scale = chooseScale(data, format, name);
        expect(scale > 0 && Number.isFinite(scale)).toBe(true);
        // Scaling the data by a power of two scales the result.
        expect(chooseScale(data.map((x) => x * 2 ** exponent), format, name)).toBeCloseTo(scale * 2 ** exponent, 6);
      }),
      // Divergences of 1,920 clips cost some milliseconds each.
      { numRuns: name === 'kl' ? 4 : 15 },
    );
  });

  it('keeps within a factor of ten of the least error on normal data', () => {
    const data = gaussian(4000, 3);
    const least = errorOf(data, 'int4', chooseScale(data, parseFormat('int4'), 'mse'));
    expect(errorOf(data, 'int4', chooseScale(data, parseFormat('int4'), name))).toBeLessThan(10 * least);
  });

  it('lies on the grid when asked to', () => {
    const data = gaussian(500, 9);
    for (const format of ['int4', 'int8']) {
      const free = chooseScale(data, parseFormat(format), name);
      const power = Math.log2(chooseScale(data, parseFormat(format), `${name}@pow2`));
      expect(power).toBe(Math.round(power));
      const fine = Math.log2(chooseScale(data, parseFormat(format), `${name}@lns3`)) * 8;
      expect(Math.abs(fine - Math.round(fine))).toBeLessThan(1e-9);
      expect(Math.abs(power - Math.log2(free))).toBeLessThanOrEqual(3);
    }
  });
});

describe('optimal', () => {
  const data = fc.float32Array({ min: -8, max: 8, noNaN: true, minLength: 1, maxLength: 30 });

  it('is never worse than mse, for any format', () => {
    fc.assert(
      fc.property(fc.constantFrom(...everyFormat(5)), data, (format, values) => {
        const sample = sampleOf(values);
        const error = (method: string): number => scaleError(sample, format, chooseScaleOfSample(sample, format, method));
        expect(error('optimal')).toBeLessThanOrEqual(error('mse') * (1 + 1e-9) + 1e-9);
      }),
      { numRuns: 250 },
    );
  });

  it('finds the ternary threshold by sorting, like trying every number of kept weights', () => {
    fc.assert(
      fc.property(data, (values) => {
        const magnitudes = Array.from(values, Math.abs).sort((a, b) => b - a);
        const total = magnitudes.reduce((sum, x) => sum + x * x, 0);
        let least = total;
        magnitudes.reduce((sum, x, k) => {
          least = Math.min(least, total - (sum + x) ** 2 / (k + 1));
          return sum + x;
        }, 0);
        const sample = sampleOf(values);
        const ternary = parseFormat('ternary');
        expect(scaleError(sample, ternary, chooseScaleOfSample(sample, ternary, 'optimal'))).toBeCloseTo(Math.max(0, least), 6);
      }),
      { numRuns: 300 },
    );
  });

  it('gives binary weights their mean magnitude', () => {
    const values = Float32Array.of(1, -2, 3, -6);
    expect(chooseScale(values, parseFormat('binary'), 'optimal')).toBe(3);
  });

  it('keeps the ternary threshold of a normal distribution at 0.612 sigma', () => {
    const sample = normalSample();
    expect(chooseScaleOfSample(sample, parseFormat('ternary'), 'mse') / 2).toBeCloseTo(0.612, 3);
  });

  it('refuses more work than it can sort', () => {
    expect(refusal(() => chooseScale(gaussian(40_000, 1), parseFormat('int10'), 'optimal')).hint).toContain("'mse'");
  });
});

describe('the rules', () => {
  it('sigma clips at so many standard deviations', () => {
    const data = gaussian(100_000, 5);
    expect(chooseScale(data, parseFormat('int8'), 'sigma:2.6') * 127).toBeCloseTo(2.6, 1);
    expect(chooseScale(Float32Array.of(1, 1, 1, 1), parseFormat('int8'), 'sigma:3') * 127).toBe(1);
  });

  it('norm with p = 2 equals mse, and a larger p clips less', () => {
    const data = gaussian(3000, 8);
    const format = parseFormat('int4');
    expect(chooseScale(data, format, 'norm:2')).toBeCloseTo(chooseScale(data, format, 'mse'), 6);
    expect(chooseScale(data, format, 'norm:4')).toBeGreaterThan(chooseScale(data, format, 'norm:2') * 1.1);
  });

  it('sawb clips near the optimum on normal data', () => {
    const data = gaussian(20_000, 4);
    for (const [bits, clip] of [[3, 1.952], [4, 2.474], [5, 2.899]] as const) {
      const format = parseFormat(`int${bits}`);
      expect(Math.abs((chooseScale(data, format, 'sawb') * format.levels.at(-1)!) / clip - 1)).toBeLessThan(0.1);
    }
  });

  it('sawb refuses uneven and unsigned levels, naming them', () => {
    for (const name of ['lns:2.1', 'uint4', 'apot4', 'int9']) {
      expect(refusal(() => chooseScale(Float32Array.of(1, -1, 2), parseFormat(name), 'sawb')).message).toBe(`scale selection 'sawb' has no coefficients for ${name}`);
    }
  });

  it('kl clips a few outliers and nothing else', () => {
    const data = gaussian(60_000, 6);
    data[17] = 40;
    const clip = chooseScale(data, parseFormat('int8'), 'kl') * 127;
    expect(clip).toBeGreaterThan(2);
    expect(clip).toBeLessThan(8);
    const even = Float32Array.from({ length: 60_000 }, (_, i) => (i - 30_000) / 30_000);
    expect(chooseScale(even, parseFormat('int8'), 'kl') * 127).toBeCloseTo(1, 1);
  });
});

describe('parseScaleMethod', () => {
  it('reads name, number and grid', () => {
    expect(parseScaleMethod('percentile:99.99@pow2')).toMatchObject({ parameter: 99.99, gridBits: 0 });
    expect(parseScaleMethod('mse@lns3')).toMatchObject({ parameter: 0, gridBits: 3 });
    expect(parseScaleMethod('norm').parameter).toBe(2.4);
    expect(parseScaleMethod('sigma').gridBits).toBeUndefined();
  });

  it.each([
    ['msee', "'msee' is not a scale selection", "Did you mean 'mse'?"],
    ['', "'' is not a scale selection", 'Known: max'],
    ['mse@pow3', "'mse@pow3' is not a scale selection", "Did you mean 'mse'?"],
    ['max:3', 'takes no number', 'Write max.'],
    ['percentile:101', 'share in percent must be 1 … 100, not 101', 'percentile:99.9'],
    ['mse@lns12', 'at most 11 fraction bits, not 12', '@lns11'],
    ['constructor', "'constructor' is not a scale selection", 'Known'],
  ])('refuses %j', (text, message, hint) => {
    const error = refusal(() => parseScaleMethod(text));
    expect([error.code, error.message, error.hint]).toEqual(['usage', expect.stringContaining(message), expect.stringContaining(hint)]);
  });
});
