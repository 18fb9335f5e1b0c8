import { BitscapeError } from '@bitscape/errors';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildQuantizer } from '../quantizer/buildQuantizer.js';
import { quantizeTensor } from '../tensor/quantizeTensor.js';
import { everyFormat } from '../testing/everyFormat.js';
import type { NumberFormat } from './NumberFormat.js';

const FORMATS = everyFormat(10);
const formats = fc.constantFrom(...FORMATS);
/** Powers of two and numbers between them: scales whose levels stay normal float32 numbers. */
const scales = fc.double({ min: -12, max: 12, noNaN: true }).map((exponent) => 2 ** exponent);
/** Anything finite, with the neighbourhood of the levels, subnormals and zeros well represented. */
const values = fc.oneof(
  fc.float({ noNaN: true, noDefaultInfinity: true }),
  fc.float({ min: -4, max: 4, noNaN: true }),
  fc.constantFrom(0, -0, 2 ** -149, -(2 ** -149), 1e-40, 2 ** -126),
);

const quantized = (format: NumberFormat, scale: number, x: number): number => format.levels[buildQuantizer(format, scale, 'search').rank(x)]! * scale;

describe('every registered format', () => {
  it('is idempotent: its levels keep their rank and code', () => {
    fc.assert(
      fc.property(formats, scales, fc.nat(), (format, scale, seed) => {
        const rank = seed % format.levels.length;
        const level = Math.fround(format.levels[rank]! * scale);
        // Levels that float32 cannot tell from their neighbour have no rank of their own.
        fc.pre(level !== 0 || format.levels[rank] === 0);
        const quantizer = buildQuantizer(format, scale, 'search');
        expect(quantizer.rank(level)).toBe(rank);
        expect(format.rankOf(format.codeOf(rank))).toBe(rank);
      }),
      { numRuns: 500 },
    );
  });

  it('is monotone', () => {
    fc.assert(
      fc.property(formats, scales, values, values, (format, scale, x, y) => {
        expect(quantized(format, scale, Math.min(x, y)) <= quantized(format, scale, Math.max(x, y))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the nearest level, or with log rounding the one of nearest logarithm', () => {
    fc.assert(
      fc.property(formats, scales, values, (format, scale, x) => {
        const result = quantized(format, scale, x);
        const inside = Math.min(format.levels.at(-1)! * scale, Math.max(format.levels[0]! * scale, x));
        if (format.parameters.logRounding === 1) {
          const step = 2 ** -format.parameters.fractionBits!;
          const smallest = format.levels[format.zeroRank + 1]! * scale;
          if (result === 0) expect(Math.abs(inside)).toBeLessThanOrEqual(smallest * 2 ** (-step / 2) * (1 + 1e-12));
          else expect(Math.abs(Math.log2(inside / result))).toBeLessThanOrEqual(step / 2 + 1e-9);
          return;
        }
        const best = Math.min(...format.levels.map((level) => Math.abs(level * scale - inside)));
        expect(Math.abs(result - inside)).toBeLessThanOrEqual(best * (1 + 1e-12) + 1e-12 * Math.abs(inside));
      }),
      { numRuns: 500 },
    );
  });

  it('is symmetric in sign where its levels are', () => {
    const symmetric = FORMATS.filter(({ levels }) => levels.every((level, rank) => level === -levels[levels.length - 1 - rank]!));
    expect(symmetric.length).toBeGreaterThan(80);
    fc.assert(
      fc.property(fc.constantFrom(...symmetric), scales, values, (format, scale, x) => {
        fc.pre(x !== 0 || format.zeroRank >= 0);
        expect(quantized(format, scale, -x)).toBe(0 - quantized(format, scale, x));
      }),
      { numRuns: 500 },
    );
  });

  it('quantizes tensors to codes that decode to the dequantized values, subnormals and zeros included', () => {
    const tensors = fc.array(values.filter((x) => Math.abs(x) < 1e30), { maxLength: 20 });
    fc.assert(
      fc.property(formats, tensors, fc.constantFrom('max', 'percentile', 'mse'), (format, list, method) => {
        const data = Float32Array.from(list);
        const result = quantizeTensor({ shape: [data.length], data }, format, { granularity: 'tensor', method });
        const decoded = Float32Array.from(result.codes, (code) => format.levels[format.rankOf(code)]! * result.scales[0]!);
        expect(result.dequantize()).toEqual(decoded);
        expect(decoded.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d in a tensor, saying where', (bad) => {
    for (const format of FORMATS) {
      const data = Float32Array.of(0.5, bad, 1);
      expect(() => quantizeTensor({ shape: [3], data }, format, { granularity: 'tensor', method: 'mse' })).toThrow(BitscapeError);
      expect(() => quantizeTensor({ shape: [3], data }, format, { granularity: 'tensor', method: 'mse' })).toThrow(`the first is ${bad} at index 1`);
    }
  });

  it('saturates infinities given to a quantizer', () => {
    for (const format of FORMATS) {
      const quantizer = buildQuantizer(format, 0.7, 'search');
      expect([quantizer.rank(-Infinity), quantizer.rank(Infinity)]).toEqual([0, format.levels.length - 1]);
    }
  });

  it('has scale 1 and no codes for an empty tensor', () => {
    for (const format of FORMATS) {
      const { codes, scales: found, storageBits } = quantizeTensor({ shape: [0], data: new Float32Array(0) }, format, { granularity: 'tensor', method: 'mse' });
      expect([codes.length, [...found], storageBits]).toEqual([0, [1], 32]);
    }
  });
});
