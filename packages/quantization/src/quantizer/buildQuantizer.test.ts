import { BitscapeError } from '@bitscape/errors';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildQuantizer } from './buildQuantizer.js';
import { nextFloat32 } from './firstFloat32.js';
import type { NumberFormat } from '../format/NumberFormat.js';
import { parseFormat } from '../format/parseFormat.js';
import { everyFormat } from '../testing/everyFormat.js';

const NAMES = everyFormat(17).map(({ name }) => name);
// Log rounding only moves thresholds: the narrower half of those formats shows it.
const SMALL = everyFormat(8)
  .filter(({ bits, parameters }) => bits <= 6 || parameters.logRounding !== 1)
  .map(({ name }) => name);
const SYMMETRIC = everyFormat(17).filter(({ levels }) => levels.every((level, rank) => level === -levels[levels.length - 1 - rank]!));
const SCALES = [1, 0.1, 1 / 3, 2 ** -10, 1e4 * Math.PI];

/** Straight from the definition: thresholds times scale in double arithmetic, one after the other. */
function rankByThresholds(format: NumberFormat, scale: number, x: number): number {
  let rank = 0;
  for (let i = 0; i < format.thresholds.length; i++) {
    const threshold = format.thresholds[i]! * scale;
    if (x > threshold || (x === threshold && format.tieUp[i] === 1)) rank = i + 1;
  }
  return rank;
}

/** Nearest level by trying all of them; undefined where two are within rounding of equally near. */
function nearestRank(format: NumberFormat, scale: number, x: number): number | undefined {
  const position = (value: number): number => (format.parameters.logRounding === 1 ? logPosition(format, value / scale) * scale : value);
  const distances = Array.from(format.levels, (level) => Math.abs(position(level * scale) - position(x)));
  const best = Math.min(...distances);
  const near = distances.flatMap((distance, rank) => (distance <= best + 1e-12 * Math.max(scale, Math.abs(x)) ? [rank] : []));
  return near.length === 1 ? near[0] : undefined;
}

/** Signed position on the code's axis, zero standing one step below the smallest magnitude. */
function logPosition(format: NumberFormat, value: number): number {
  const { integerBits, fractionBits } = format.parameters;
  const code = 2 ** fractionBits! * Math.log2(Math.abs(value)) + 2 ** (integerBits! + fractionBits!) - 1;
  return Math.sign(value) * Math.max(0, code);
}

function previousFloat32(x: number): number {
  return -nextFloat32(-x);
}

/** Thresholds, levels, their float32 neighbours, and the special values of float32. */
function probes(format: NumberFormat, scale: number): Float32Array {
  const centres = [...format.thresholds, ...format.levels].map((value) => Math.fround(value * scale));
  const neighbours = centres.flatMap((x) => [previousFloat32(x), x, nextFloat32(x)]);
  return Float32Array.from([...neighbours, 0, -0, 2 ** -149, -(2 ** -149), 1e-40, -1e-40, 2 ** -126, 3.4e38, -3.4e38, Infinity, -Infinity]);
}

describe.each(SMALL)('buildQuantizer of %s', (name) => {
  const format = parseFormat(name);

  it.each(SCALES)('decides like double arithmetic next to every threshold, scale %d', (scale) => {
    const input = probes(format, scale);
    const expected = Array.from(input, (x) => rankByThresholds(format, scale, x));
    for (const strategy of ['table', 'search'] as const) {
      const quantizer = buildQuantizer(format, scale, strategy);
      const ranks = new Uint16Array(input.length);
      quantizer.ranks(input, ranks);
      expect([...ranks]).toEqual(expected);
      expect(Array.from(input, (x) => quantizer.rank(x))).toEqual(expected);
      const codes = new Uint16Array(input.length);
      quantizer.codes(input, codes);
      expect([...codes]).toEqual(expected.map((rank) => format.codeOf(rank)));
    }
  });

  it('gives the nearest level, is idempotent and monotone', () => {
    const scale = 0.37;
    const top = format.levels.at(-1)! * scale * 1.2;
    const input = Float32Array.from({ length: 1001 }, (_, i) => ((i - 500) / 500) * top);
    const quantizer = buildQuantizer(format, scale);
    const output = new Float32Array(input.length);
    quantizer.fakeQuantize(input, output);
    input.forEach((x, i) => {
      const rank = nearestRank(format, scale, x);
      if (rank !== undefined) expect(output[i]).toBe(Math.fround(format.levels[rank]! * scale));
      if (i > 0) expect(output[i]! >= output[i - 1]!).toBe(true);
    });
    const again = output.slice();
    quantizer.fakeQuantize(again, again);
    expect(again).toEqual(output);
  });
});

describe('buildQuantizer', () => {
  it('gives equal ranks by table and by search for any float32, any format and scale', () => {
    const patterns = fc.uint32Array({ minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.double({ min: -60, max: 20, noNaN: true }), patterns, (name, exponent, bits) => {
        const input = new Float32Array(bits.buffer, bits.byteOffset, bits.length).filter((x) => !Number.isNaN(x));
        const scale = 2 ** exponent;
        const format = parseFormat(name);
        const byTable = new Uint16Array(input.length);
        const bySearch = new Uint16Array(input.length);
        buildQuantizer(format, scale).ranks(input, byTable);
        buildQuantizer(format, scale, 'search').ranks(input, bySearch);
        expect(byTable).toEqual(bySearch);
      }),
      { numRuns: 60 },
    );
  });

  it('follows the definition for values within range of wide formats', () => {
    for (const name of ['int12', 'uint16', 'lns:5.7', 'ulns:1.11', 'lns:6.0']) {
      const format = parseFormat(name);
      const scale = 1.7 / format.levels.at(-1)!;
      const quantizer = buildQuantizer(format, scale);
      const step = Math.ceil(format.thresholds.length / 50);
      for (let i = 0; i < format.thresholds.length; i += step) {
        const at = Math.fround(format.thresholds[i]! * scale);
        for (const x of [previousFloat32(at), at, nextFloat32(at)]) expect(quantizer.rank(x)).toBe(rankByThresholds(format, scale, x));
      }
    }
  });

  it('mirrors ranks of signed formats under negation', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SYMMETRIC), fc.float({ noNaN: true }), (format, x) => {
        const quantizer = buildQuantizer(format, 0.01, 'search');
        const top = format.levels.length - 1;
        // Zero itself goes up where there is no level for it.
        if (x !== 0 || format.zeroRank >= 0) expect(quantizer.rank(-x)).toBe(top - quantizer.rank(x));
      }),
    );
  });

  it('breaks integer ties to even and saturates', () => {
    const quantizer = buildQuantizer(parseFormat('int3'), 1);
    const input = Float32Array.of(-9, -2.5, -1.5, -0.5, -0, 0.5, 1.5, 2.5, 9, Infinity, -Infinity);
    const output = new Float32Array(input.length);
    quantizer.fakeQuantize(input, output);
    expect([...output]).toEqual([-3, -2, -2, 0, 0, 0, 2, 2, 3, 3, -3]);
  });

  it('stays right where thresholds fall below the smallest float32', () => {
    const format = parseFormat('int8');
    for (const scale of [2 ** -149, 1e-44, 1e-50]) {
      const input = probes(format, scale);
      const ranks = new Uint16Array(input.length);
      buildQuantizer(format, scale).ranks(input, ranks);
      expect([...ranks]).toEqual(Array.from(input, (x) => rankByThresholds(format, scale, x)));
    }
  });

  it('sends ties up in a format without zero, -0 counts as 0', () => {
    for (const strategy of ['table', 'search'] as const) {
      const quantizer = buildQuantizer(parseFormat('binary'), 1, strategy);
      expect([-1e-40, -0, 0, 1e-40].map((x) => quantizer.rank(x))).toEqual([0, 1, 1, 1]);
    }
  });

  it('works in place, on views with an offset, and on nothing', () => {
    const quantizer = buildQuantizer(parseFormat('uint2'), 1);
    const buffer = Float32Array.of(9, 1.2, 2.9, 9);
    const view = buffer.subarray(1, 3);
    quantizer.fakeQuantize(view, view);
    expect([...buffer]).toEqual([9, 1, 3, 9]);
    quantizer.fakeQuantize(new Float32Array(0), new Float32Array(0));
  });

  it('gives a valid rank for NaN', () => {
    for (const strategy of ['table', 'search'] as const) {
      const rank = buildQuantizer(parseFormat('int4'), 1, strategy).rank(NaN);
      expect(rank >= 0 && rank <= 14).toBe(true);
    }
  });

  it.each([0, -1, NaN, Infinity, 1e38])('refuses the scale %d for int8', (scale) => {
    expect(() => buildQuantizer(parseFormat('int8'), scale)).toThrow(BitscapeError);
  });
});
