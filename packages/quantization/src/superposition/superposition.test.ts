import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFormat } from '../format/parseFormat.js';
import { seededRandom } from '../quantizer/seededRandom.js';
import { encodeSuperposed } from './encodeSuperposed.js';
import { parsePattern, patternFamilies } from './pattern/parsePattern.js';
import { superposedStorage } from './superposedStorage.js';
import { weightedTernary } from './weightedTernary.js';

const PATTERNS = ['unstructured:0.1', 'unstructured:0', '1:4', '2:8', '1:16', 'block:2x2:0.25', 'block:4x3:0.1', 'rows:2', 'columns:1', 'bank:2:16', 'stride:8', 'diagonal:8', 'channel:0.25'];
const SHAPE = { rows: 8, columns: 36 };
const random = seededRandom(5);
const noise = Float64Array.from({ length: 288 }, () => random());

/** Every mask that keeps `keep` of `size`. */
function choices(size: number, keep: number): number[][] {
  if (keep === 0) return [[]];
  if (size < keep) return [];
  return [...choices(size - 1, keep), ...choices(size - 1, keep - 1).map((rest) => [...rest, size - 1])];
}

describe.each(PATTERNS)('pattern %s', (name) => {
  const pattern = parsePattern(name);

  it('has a canonical name', () => {
    expect(parsePattern(pattern.name).name).toBe(pattern.name);
  });

  it('keeps no more than it stores', () => {
    const kept = pattern.select(noise, SHAPE).reduce((sum, bit) => sum + bit, 0);
    expect(kept).toBeLessThanOrEqual(pattern.kept(SHAPE));
    expect(pattern.kept(SHAPE) - kept).toBeLessThan(name.startsWith('block') ? SHAPE.rows * SHAPE.columns : SHAPE.rows + 1);
  });

  it('keeps what is by far the most important, where it may choose', () => {
    if (name === 'unstructured:0' || name.startsWith('diagonal')) return;
    const importance = noise.slice();
    importance[77] = 1e6;
    expect(pattern.select(importance, SHAPE)[77]).toBe(1);
  });

  it('loses nothing to the best choice of its kind, and the unstructured one of equal count is an upper bound', () => {
    const mask = pattern.select(noise, SHAPE);
    const held = (bits: Uint8Array): number => bits.reduce((sum, bit, i) => sum + bit * noise[i]!, 0);
    const count = mask.reduce((sum, bit) => sum + bit, 0);
    const free = parsePattern(`unstructured:${count / 288}`).select(noise, SHAPE);
    expect(held(mask)).toBeLessThanOrEqual(held(free) + 1e-9);
  });
});

it('n:m keeps the best of every group, by enumeration', () => {
  const mask = parsePattern('2:6').select(noise, SHAPE);
  for (let group = 0; group < 48; group++) {
    const part = noise.subarray(6 * group, 6 * group + 6);
    const best = Math.max(...choices(6, 2).map((kept) => kept.reduce((sum, i) => sum + part[i]!, 0)));
    expect(part.reduce((sum, value, i) => sum + value * mask[6 * group + i]!, 0)).toBeCloseTo(best, 12);
  }
});

// Bits per weight of the indices; positional for groups.
it.each([
  ['1:4', 0.5],
  ['2:4', 1],
  ['1:8', 0.375],
  ['2:8', 0.75],
  ['4:8', 1.5],
  ['1:16', 0.25],
  ['4:16', 1],
  ['bank:3:64', (3 * 6) / 64],
  ['diagonal:16', 0],
  ['stride:16', 4 / 1024],
  ['rows:5', (5 * 10) / 1024],
  ['block:4x4:1', 1 / 16],
])('%s needs %d index bits a weight', (name, bits) => {
  const shape = { rows: 64, columns: 1024 };
  expect(parsePattern(name).indexBits(shape) / (64 * 1024)).toBeCloseTo(bits, 12);
});

// Two bits of ternary base, values of b bits, positions; scales apart.
it.each([
  ['1:8', 4, 2.875],
  ['1:8', 8, 3.375],
  ['1:16', 4, 2.5],
  ['1:16', 8, 2.75],
  ['1:32', 8, 2.40625],
  ['diagonal:8', 4, 2.5],
  ['diagonal:8', 8, 3],
  ['diagonal:16', 4, 2.25],
  ['diagonal:32', 8, 2.25],
])('%s with %d-bit values stores %d bits a weight', (pattern, bits, expected) => {
  const storage = superposedStorage({ rows: 64, columns: 512 }, parsePattern(pattern), bits);
  expect((storage.totalBits - storage.scaleBits) / (64 * 512)).toBeCloseTo(expected, 10);
  expect(storage.ternaryBits - storage.packedTernaryBits).toBeCloseTo(0.4 * 64 * 512, -1);
});

it.each(['', '9:8', '2:5000', 'block:2x2:1.5', 'unstructured:-1', 'rows:0', 'stride', 'channel:x'])('parsePattern refuses %j and lists the patterns', (name) => {
  expect(() => parsePattern(name)).toThrow(`'${name}' is not a sparsity pattern`);
  expect(patternFamilies().length).toBe(9);
});

it('weightedTernary is the best of all ternary rows with their best scale', () => {
  const values = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(values, fc.array(fc.double({ min: 0.1, max: 5, noNaN: true }), { minLength: 6, maxLength: 6 }), (list, given) => {
      const weights = Float64Array.from(given.slice(0, list.length));
      const total = list.reduce((sum, x, i) => sum + weights[i]! * x * x, 0);
      let least = total;
      for (let code = 0; code < 3 ** list.length; code++) {
        const signs = list.map((_, i) => (Math.floor(code / 3 ** i) % 3) - 1);
        const product = signs.reduce((sum, sign, i) => sum + weights[i]! * sign * list[i]!, 0);
        const square = signs.reduce((sum, sign, i) => sum + weights[i]! * sign * sign, 0);
        if (square > 0 && product > 0) least = Math.min(least, total - product ** 2 / square);
      }
      const { scale, signs, error } = weightedTernary(Float64Array.from(list), weights);
      expect(error).toBeCloseTo(Math.max(0, least), 8);
      expect(list.reduce((sum, x, i) => sum + weights[i]! * (x - scale * signs[i]!) ** 2, 0)).toBeCloseTo(error, 8);
    }),
    { numRuns: 60 },
  );
});

describe('encodeSuperposed', () => {
  const gaussian = (count: number): Float32Array => Float32Array.from({ length: count }, () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
  const tensor = { shape: [3, 3, 8, 6], data: gaussian(432) };
  const int8 = parseFormat('int8');

  it('is never worse than either part alone, for any pattern, selection, format and sensitivity', () => {
    const cases = fc.record({
      pattern: fc.constantFrom(...PATTERNS),
      selection: fc.constantFrom('magnitude' as const, 'sensitivity' as const, 'residual' as const),
      sparse: fc.constantFrom('int8', 'int4', 'lns:3.2', 'ternary'),
      data: fc.float32Array({ min: -2, max: 2, noNaN: true, minLength: 24, maxLength: 24 }),
      sensitivity: fc.option(fc.float64Array({ min: 0.25, max: 4, noNaN: true, minLength: 24, maxLength: 24 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(cases, ({ pattern, selection, sparse, data, sensitivity }) => {
        const options = { selection, sparse: parseFormat(sparse), ...(sensitivity === undefined ? {} : { sensitivity }) };
        const encode = (name: string, rounds: number) => encodeSuperposed({ shape: [6, 4], data }, { ...options, pattern: parsePattern(name), rounds });
        const both = encode(pattern, 8);
        expect(both.weightedError).toBeLessThanOrEqual(encode('unstructured:0', 8).weightedError + 1e-9);
        // Without rounds only the two parts alone are compared.
        expect(both.weightedError).toBeLessThanOrEqual(encode(pattern, 0).weightedError + 1e-9);
      }),
      { numRuns: 150 },
    );
  });

  it('dequantizes to scale times sign plus the decoded sparse part, which stands on the pattern alone', () => {
    const encoded = encodeSuperposed(tensor, { pattern: parsePattern('1:8'), sparse: int8 });
    const restored = encoded.dequantize();
    restored.forEach((value, i) => {
      const sparse = int8.levels[int8.rankOf(encoded.sparseCodes[i]!)]! * encoded.sparseScale;
      expect(value).toBeCloseTo(encoded.scales[i % 6]! * encoded.signs[i]! + sparse, 5);
      if (encoded.mask[i] === 0) expect(encoded.sparseCodes[i]).toBe(0);
    });
    expect(encoded.mask.reduce((sum, bit) => sum + bit, 0)).toBe(encoded.storage.valueBits / 8);
  });

  it('improves with density, and unstructured is at least as good as 1:8 of equal count', () => {
    const error = (pattern: string): number => encodeSuperposed(tensor, { pattern: parsePattern(pattern), sparse: int8 }).statistics.mse;
    const curve = [0, 0.01, 0.05, 0.1, 0.2].map((share) => error(`unstructured:${share}`));
    curve.forEach((value, i) => i > 0 && expect(value).toBeLessThan(curve[i - 1]!));
    expect(error('unstructured:0.125')).toBeLessThanOrEqual(error('1:8') * 1.02);
  });

  it('gains from alternating over one round', () => {
    const error = (rounds: number): number => encodeSuperposed(tensor, { pattern: parsePattern('unstructured:0.1'), sparse: int8, rounds }).weightedError;
    expect(error(8)).toBeLessThan(error(1));
  });

  it('encodes nothing and zeros without error', () => {
    for (const shape of [[0, 4], [3, 4]]) {
      const data = new Float32Array(shape[0]! * 4);
      expect(encodeSuperposed({ shape, data }, { pattern: parsePattern('1:4'), sparse: int8 }).weightedError).toBe(0);
    }
  });

  it('refuses what does not fit', () => {
    const pattern = parsePattern('1:4');
    expect(() => encodeSuperposed({ shape: [5], data: new Float32Array(4) }, { pattern, sparse: int8 })).toThrow('has 5 values, data 4');
    expect(() => encodeSuperposed(tensor, { pattern, sparse: parseFormat('binary') })).toThrow('has no zero');
    expect(() => encodeSuperposed(tensor, { pattern, sparse: int8, sensitivity: new Float64Array(432) })).toThrow('positive finite');
    expect(() => encodeSuperposed({ shape: [2], data: Float32Array.of(1, NaN) }, { pattern, sparse: int8 })).toThrow('not finite');
  });
});
