import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFormat } from '../format/parseFormat.js';
import { seededRandom } from '../quantizer/seededRandom.js';
import { sampleOf } from '../scale/WeightedSample.js';
import { quantizeTensor } from '../tensor/quantizeTensor.js';
import { clusterSorted } from './clusterSorted.js';
import { fitCodebook } from './fitCodebook.js';

const squaredError = (values: readonly number[], centres: ArrayLike<number>): number =>
  values.reduce((sum, x) => sum + Math.min(...Array.from(centres, (centre) => (x - centre) ** 2)), 0);

/** Least error over every way to cut sorted values into runs. */
function bestCut(values: readonly number[], clusters: number): number {
  const around = (run: readonly number[]): number => {
    const mean = run.reduce((sum, x) => sum + x, 0) / run.length;
    return run.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  };
  if (clusters === 1 || values.length <= 1) return values.length === 0 ? 0 : around(values);
  let best = Infinity;
  for (let cut = 1; cut <= values.length; cut++) best = Math.min(best, around(values.slice(0, cut)) + bestCut(values.slice(cut), clusters - 1));
  return best;
}

it('clusterSorted equals trying every cut', () => {
  const numbers = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 4 }), (list, clusters) => {
      const values = [...list].sort((a, b) => a - b);
      expect(squaredError(values, clusterSorted(sampleOf(values), clusters))).toBeCloseTo(bestCut(values, clusters), 6);
    }),
  );
});

describe('fitCodebook', () => {
  it('is never worse than the uniform format of equal bits with its MSE scale', () => {
    const data = fc.float32Array({ min: -4, max: 4, noNaN: true, minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(data, fc.integer({ min: 2, max: 5 }), fc.boolean(), (values, bits, zero) => {
        const uniform = quantizeTensor({ shape: [values.length], data: values }, parseFormat(`int${bits}`), { granularity: 'tensor', method: 'mse' }).statistics.mse;
        expect(fitCodebook(values, bits, { zero }).mse).toBeLessThanOrEqual(uniform * (1 + 1e-6) + 1e-12);
      }),
      { numRuns: 60 },
    );
  });

  it('beats uniform levels on normal data, by the gain of Lloyd and Max', () => {
    const random = seededRandom(3);
    const values = Float32Array.from({ length: 50_000 }, () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
    // Distortion of the optimal quantizer of a unit normal, Max 1960, table I.
    for (const [bits, distortion] of [[2, 0.1175], [3, 0.03454], [4, 0.009497]] as const) {
      expect(Math.abs(fitCodebook(values, bits, { gridBits: 12 }).mse / distortion - 1)).toBeLessThan(0.03);
    }
  });

  it('finds values that are few, with a zero where asked', () => {
    const values = Float32Array.of(-1, -0.5, 0.25, 1, 1, -1);
    const { format, mse } = fitCodebook(values, 2, { gridBits: 12 });
    expect(mse).toBeLessThan(1e-7);
    expect(format.levels.length).toBe(4);
    expect(fitCodebook(values, 2, { zero: true }).format.zeroRank).toBeGreaterThanOrEqual(0);
  });

  it('gives a name that builds the same format again', () => {
    const { format } = fitCodebook(Float32Array.of(0.1, -0.7, 0.33, 0.9, -0.2), 2);
    expect(parseFormat(format.name)).toBe(format);
  });

  it('falls back to uniform levels for nothing and for zeros', () => {
    for (const values of [new Float32Array(0), new Float32Array(9)]) expect(fitCodebook(values, 3)).toMatchObject({ scale: 1, mse: 0 });
  });

  it.each([[1, 8], [9, 12], [4, 3], [4, 13], [2.5, 8]])('refuses %d bits on a grid of %d', (bits, gridBits) => {
    expect(() => fitCodebook(Float32Array.of(1), bits, { gridBits })).toThrow('cannot be built');
  });
});
