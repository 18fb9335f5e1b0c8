import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../quantizer/seededRandom.js';
import { ArrayEncoder, type ArrayTargets } from './ArrayEncoder.js';
import { chooseOverlapScales } from './chooseOverlapScales.js';
import { encodeOverlapped } from './encodeOverlapped.js';
import { codeOfField } from './fieldErrors.js';
import { naiveArray } from './naiveArray.js';
import { cellCount, packArray, readRegular, readTransposed, type OverlapLayout } from './OverlapLayout.js';

function randomTargets(bits: number, random: () => number, weighted = false): ArrayTargets {
  const limit = 2 ** (bits - 1);
  const values = (): Float64Array => Float64Array.from({ length: bits }, () => (random() * 2 - 1) * limit);
  const weights = (): Float64Array => Float64Array.from({ length: bits }, () => (weighted ? 0.1 + 2 * random() : 1));
  return { regular: values(), transposed: values(), regularWeights: weights(), transposedWeights: weights() };
}

/** Least error by enumeration of the fields of all rows; columns follow from them. */
function enumerated(layout: OverlapLayout, targets: ArrayTargets): number {
  const { bits, overlap } = layout;
  const errors = (values: Float64Array, weights: Float64Array): number[][] =>
    Array.from(values, (target, i) => Array.from({ length: 2 ** overlap }, (_, field) => weights[i]! * (target - codeOfField(target, field, layout)) ** 2));
  const rowErrors = errors(targets.regular, targets.regularWeights);
  const columnErrors = errors(targets.transposed, targets.transposedWeights);
  /** Column bits that a row's field sets. */
  const contribution = Array.from({ length: bits }, (_, row) =>
    Array.from({ length: 2 ** overlap }, (_, field) => {
      const columns = new Array<number>(bits).fill(0);
      for (let p = 0; p < overlap; p++) columns[(row + p) % bits] = ((field >> p) & 1) << (overlap - 1 - p);
      return columns;
    }),
  );
  let best = Infinity;
  const columns = new Int32Array(bits);
  const visit = (row: number, error: number): void => {
    if (error >= best) return;
    if (row === bits) {
      best = Math.min(best, columns.reduce((sum, field, column) => sum + columnErrors[column]![field]!, error));
      return;
    }
    for (let field = 0; field < 2 ** overlap; field++) {
      const bitsSet = contribution[row]![field]!;
      for (let c = 0; c < bits; c++) columns[c] = columns[c]! + bitsSet[c]!;
      visit(row + 1, error + rowErrors[row]![field]!);
      for (let c = 0; c < bits; c++) columns[c] = columns[c]! - bitsSet[c]!;
    }
  };
  visit(0, 0);
  return best;
}

const layouts = fc.integer({ min: 1, max: 8 }).chain((bits) => fc.record({ bits: fc.constant(bits), overlap: fc.integer({ min: 0, max: bits }) }));

describe('the layout', () => {
  it('meets each shared bit of a regular weight with one of a transposed weight, most with least significant', () => {
    for (let bits = 1; bits <= 8; bits++) {
      for (let overlap = 1; overlap <= bits; overlap++) {
        const layout = { bits, overlap };
        // One bit of one regular weight at a time: exactly one transposed weight sees it.
        for (let row = 0; row < bits; row++) {
          for (let p = 0; p < overlap; p++) {
            const cells = { ...packArray(layout, new Int32Array(bits), new Int32Array(bits)) };
            const shared = cells.shared.slice();
            shared[row * bits + ((row + p) % bits)] = 1;
            const written = { ...cells, shared };
            const value = (bit: number): number => (bit === bits - 1 ? -(2 ** bit) : 2 ** bit);
            expect(readRegular(written)[row]).toBe(value(p));
            const seen = [...readTransposed(written)];
            expect(seen[(row + p) % bits]).toBe(value(overlap - 1 - p));
            expect(seen.filter((code) => code !== 0).length).toBe(1);
          }
        }
      }
    }
  });

  it.each([[8, 8, 64], [8, 0, 128], [8, 4, 96], [3, 2, 12]])('of %d bits with %d shared needs %d cells', (bits, overlap, cells) => {
    expect(cellCount({ bits, overlap })).toBe(cells);
  });

  it.each([[0, 0], [13, 2], [4, 5], [4, -1], [4, 1.5]])('of %d bits with %d shared does not exist', (bits, overlap) => {
    expect(() => new ArrayEncoder({ bits, overlap })).toThrow('cannot overlap');
  });

  it('refuses codes that do not agree, naming the cell', () => {
    expect(() => packArray({ bits: 2, overlap: 2 }, Int32Array.of(1, 0), Int32Array.of(0, 0))).toThrow('row 0, column 0 cannot hold bit 0 of 1 and bit 1 of 0');
  });
});

describe('the joint encoder', () => {
  it('gives codes that the packed array returns exactly, with the error it states, never worse than the naive one', () => {
    fc.assert(
      fc.property(layouts, fc.integer(), fc.boolean(), (layout, seed, weighted) => {
        const targets = randomTargets(layout.bits, seededRandom(seed), weighted);
        const encoded = new ArrayEncoder(layout).encode(targets, seed, 1);
        const cells = packArray(layout, encoded.regular, encoded.transposed);
        expect(readRegular(cells)).toEqual(encoded.regular);
        expect(readTransposed(cells)).toEqual(encoded.transposed);
        let error = 0;
        for (let i = 0; i < layout.bits; i++) {
          error += targets.regularWeights[i]! * (targets.regular[i]! - encoded.regular[i]!) ** 2 + targets.transposedWeights[i]! * (targets.transposed[i]! - encoded.transposed[i]!) ** 2;
        }
        expect(encoded.error).toBeCloseTo(error, 8);
        expect(encoded.error).toBeLessThanOrEqual(naiveArray(layout, targets).error + 1e-9);
      }),
      { numRuns: 200 },
    );
  });

  it('without overlap rounds every weight by itself', () => {
    const targets = randomTargets(6, seededRandom(4));
    const { regular, transposed } = new ArrayEncoder({ bits: 6, overlap: 0 }).encode(targets);
    expect([...regular]).toEqual(Array.from(targets.regular, (x) => Math.min(31, Math.round(x))));
    expect([...transposed]).toEqual(Array.from(targets.transposed, (x) => Math.min(31, Math.round(x))));
  });

  it.each([
    [3, 1000, 0.99],
    [4, 1000, 0.95],
  ])('finds the enumerated optimum of %d × %d random arrays', (bits, arrays, share) => {
    const random = seededRandom(bits);
    const layout = { bits, overlap: bits };
    const encoder = new ArrayEncoder(layout);
    let found = 0;
    for (let array = 0; array < arrays; array++) {
      const targets = randomTargets(bits, random, array % 2 === 1);
      const least = enumerated(layout, targets);
      const { error } = encoder.encode(targets, array);
      expect(error).toBeGreaterThanOrEqual(least - 1e-9);
      if (error <= least + 1e-9) found++;
    }
    expect(found / arrays).toBeGreaterThanOrEqual(share);
  });

  it('finds the optimum of partial overlaps', () => {
    const random = seededRandom(77);
    for (let overlap = 0; overlap <= 4; overlap++) {
      const layout = { bits: 4, overlap };
      let found = 0;
      for (let array = 0; array < 50; array++) {
        const targets = randomTargets(4, random);
        if (new ArrayEncoder(layout).encode(targets, array).error <= enumerated(layout, targets) + 1e-9) found++;
      }
      expect(found).toBeGreaterThanOrEqual(47);
    }
  });

  it('leaves a weight alone whose partners do not matter', () => {
    const targets = { ...randomTargets(5, seededRandom(9)), transposedWeights: new Float64Array(5) };
    const { regular } = new ArrayEncoder({ bits: 5, overlap: 5 }).encode(targets);
    expect([...regular]).toEqual(Array.from(targets.regular, (x) => Math.min(15, Math.max(-16, Math.round(x)))));
  });
});

describe('encodeOverlapped', () => {
  const random = seededRandom(12);
  const gaussian = (count: number): Float32Array => Float32Array.from({ length: count }, () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
  const [left, right] = [gaussian(500), gaussian(333)];
  const matrices = (scale: number) => [{ values: left, scale }, { values: right, scale }] as const;

  it('has errors that grow with the overlap, and beats the naive encoder by far', () => {
    const total = (overlap: number, encoder: 'joint' | 'naive'): number => {
      const { regularError, transposedError } = encodeOverlapped(...matrices(0.025), { bits: 8, overlap, encoder });
      return regularError + transposedError;
    };
    const curve = Array.from({ length: 9 }, (_, overlap) => total(overlap, 'joint'));
    curve.forEach((error, overlap) => {
      if (overlap > 1) expect(error).toBeGreaterThan(curve[overlap - 1]! * 0.98);
      if (overlap > 0) expect(error).toBeLessThan(total(overlap, 'naive') / (overlap > 2 ? 2 : 1));
    });
  });

  it('counts cells: full overlap holds twice the weights', () => {
    const full = encodeOverlapped({ values: left, scale: 0.1 }, { values: left, scale: 0.1 }, { bits: 4, overlap: 4 });
    expect(full.cells * 2).toBe(full.separateCells);
    expect(encodeOverlapped(...matrices(0.1), { bits: 4, overlap: 2 })).toMatchObject({ arrays: 125, cells: 125 * 24, separateCells: 833 * 4 });
  });

  it('repeats with its seed', () => {
    const codes = (seed: number) => [...encodeOverlapped(...matrices(0.025), { bits: 6, overlap: 6, seed }).regularCodes];
    expect(codes(3)).toEqual(codes(3));
  });

  it('chooses scales by the error after overlap, never worse than those of each matrix alone', () => {
    const layout = { bits: 4, overlap: 4 };
    const few = [{ values: left.subarray(0, 120) }, { values: right.subarray(0, 120) }] as const;
    const chosen = chooseOverlapScales(...few, layout);
    const error = (a: number, b: number): number => {
      const { regularError, transposedError } = encodeOverlapped({ ...few[0], scale: a }, { ...few[1], scale: b }, { ...layout, restarts: 0 });
      return regularError + transposedError;
    };
    const alone = chooseOverlapScales(...few, { bits: 4, overlap: 0 });
    expect(error(chosen.regular, chosen.transposed)).toBeLessThanOrEqual(error(alone.regular, alone.transposed));
  });

  it('refuses scales, sensitivities and weights that do not fit', () => {
    const ok = { values: left, scale: 1 };
    const options = { bits: 4, overlap: 2 };
    expect(() => encodeOverlapped({ values: left, scale: 0 }, ok, options)).toThrow('the regular scale 0 is not positive');
    expect(() => encodeOverlapped(ok, { values: right, scale: 1, sensitivity: new Float64Array(3) }, options)).toThrow('3 sensitivities for 333 transposed weights');
    expect(() => encodeOverlapped(ok, { values: Float32Array.of(NaN), scale: 1 }, options)).toThrow('transposed weights: 1 of 1 values not finite');
  });
});
