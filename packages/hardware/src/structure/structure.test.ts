import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponentTable } from '../calibration/exponentTable.js';
import type { CellName } from '../models/HardwareModels.js';
import { loadHardwareModels } from '../models/loadHardwareModels.js';
import { adderCells } from './adderCells.js';
import { leadingOneCells } from './leadingOneCells.js';
import { multiplierCells } from './multiplierCells.js';
import { priceStructure } from './priceStructure.js';
import { registerCells } from './registerCells.js';
import { shifterCells } from './shifterCells.js';
import { addCells, type CellCounts, type Structure } from './Structure.js';
import { tableCells } from './tableCells.js';

const models = loadHardwareModels();
const library = models.cells.nangate45!;
const pricing = { library, coefficients: models.calibration.coefficients, technology: models.technologies['45nm']! };
const price = (cells: CellCounts, areaCoefficient?: Structure['areaCoefficient']) =>
  priceStructure({ name: 'part', cells, ...(areaCoefficient === undefined ? {} : { areaCoefficient }) }, pricing);
const total = (cells: CellCounts) => Object.values(cells).reduce((sum, count) => sum + count, 0);

describe('multiplierCells', () => {
  it('counts the unsigned array multiplier: n^2 AND, n (n - 2) FA, n HA', () => {
    for (const n of [2, 3, 4, 8, 16]) expect(multiplierCells(n, n, false)).toEqual({ AND2: n * n, FA: n * (n - 2), HA: n });
  });
  it('does not depend on the order of its operands', () => {
    fc.assert(
      fc.property(fc.nat(16), fc.nat(16), fc.boolean(), (a, b, signed) => {
        expect(multiplierCells(a + 1, b + 1, signed)).toEqual(multiplierCells(b + 1, a + 1, signed));
      }),
    );
  });
  it('is a row of gates for a one-bit unsigned operand', () => {
    expect(multiplierCells(8, 1, false)).toEqual({ AND2: 8, HA: 0, FA: 0 });
  });
  it.each([
    // Synthesised areas, um2, the smaller of two flows: unsigned, then signed.
    [4, 4, false, 61.71], [5, 5, false, 104.27], [6, 6, false, 165.45], [8, 8, false, 320.0], [12, 12, false, 774.06], [16, 16, false, 1405.28],
    [4, 4, true, 76.34], [8, 2, true, 68.89], [8, 3, true, 116.51], [8, 4, true, 165.72], [8, 6, true, 284.35], [8, 8, true, 395.54], [16, 4, true, 339.68], [16, 8, true, 738.42],
  ] as const)('%i x %i bits (signed: %s) has at most a third of error against %d um2', (a, b, signed, um2) => {
    expect(Math.abs(price(multiplierCells(a, b, signed), 'multiplier').areaUm2 / um2 - 1)).toBeLessThan(1 / 3);
  });
});

describe('adderCells', () => {
  it.each([[4, 18.62], [6, 30.32], [8, 44.16], [12, 68.63], [16, 92.83], [24, 140.71], [32, 191.52]] as const)('%i bits: within 27 percent of the synthesised %d um2', (bits, um2) => {
    expect(Math.abs(price(adderCells(bits), 'adder').areaUm2 / um2 - 1)).toBeLessThan(0.27);
  });
});

describe('shifterCells', () => {
  /** For every stage and output bit: which input bits may reach it, found by walking the stages with sets of positions. */
  function enumerate(inputBits: number, outputBits: number, maxShift: number): CellCounts {
    let live = Array.from({ length: outputBits }, (_, i) => i < inputBits);
    const cells = { MUX2: 0, AND2: 0 };
    for (let step = 1; step <= Math.min(maxShift, outputBits); step *= 2) {
      const next = live.map((own, i) => {
        const moved = i >= step && live[i - step]!;
        if (own && moved) cells.MUX2++;
        else if (own || moved) cells.AND2++;
        return own || moved;
      });
      live = next;
    }
    return cells;
  }
  it('counts multiplexers and gates as an enumeration of reachable bits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 60 }), (input, output, shift) => {
        expect(shifterCells(input, output, shift)).toEqual(enumerate(Math.min(input, output), output, shift));
      }),
    );
  });
  it('is close to 2.1 gate equivalents a bit and stage for a full-width barrel shifter', () => {
    for (const [bits, um2] of [[8, 38.84], [16, 105.07], [32, 264.14]] as const) {
      const { areaUm2 } = price(shifterCells(bits, bits, bits - 1));
      expect(Math.abs(areaUm2 / um2 - 1)).toBeLessThan(0.16);
    }
  });
  it('costs nothing without shifts', () => expect(total(shifterCells(4, 20, 0))).toBe(0));
});

describe('tableCells', () => {
  it('gives nothing for constant columns and for wires', () => {
    expect(total(tableCells([5, 5, 5, 5], 3))).toBe(0);
    expect(total(tableCells([0, 1, 2, 3], 2))).toBe(0);
  });
  it('gives an inverter for a complement and one multiplexer for a choice of two address bits', () => {
    expect(tableCells([1, 0], 1)).toEqual({ MUX2: 0, AND2: 0, INV: 1 });
    // Output = a ? b : c, address {a, b, c}.
    expect(tableCells([0, 1, 0, 1, 0, 0, 1, 1], 1)).toEqual({ MUX2: 1, AND2: 0, INV: 0 });
  });
  it('shares equal parts between output bits', () => {
    const once = tableCells([0, 1, 1, 0, 1, 0, 0, 1], 1);
    expect(tableCells([0, 3, 3, 0, 3, 0, 0, 3], 2)).toEqual(once);
  });
  it('never exceeds one cell an inner node of each column, whatever the contents', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 8 }), fc.infiniteStream(fc.nat(255)), (addressBits, outputBits, contents) => {
        const entries = Array.from({ length: 2 ** addressBits }, () => (contents.next().value as number) % 2 ** outputBits);
        expect(total(tableCells(entries, outputBits))).toBeLessThanOrEqual(outputBits * (2 ** addressBits - 1));
      }),
    );
  });
  it.each([
    // Gaussian logarithm tables, log2(1 + 2^-x), none of which was fitted: address bits, fraction bits, um2.
    [4, 3, 9.31], [5, 3, 17.56], [5, 4, 25.54], [6, 4, 35.11], [7, 4, 41.5], [6, 5, 46.28], [7, 5, 67.56], [8, 6, 132.47],
  ] as const)('addition table of %i address and %i fraction bits: within an eighth of the synthesised %d um2', (d, f, um2) => {
    const entries = Array.from({ length: 2 ** d }, (_, i) => Math.round(2 ** f * Math.log2(1 + 2 ** (-i / 2 ** f))));
    expect(Math.abs(price(tableCells(entries, f + 1), 'table').areaUm2 / um2 - 1)).toBeLessThan(0.125);
  });
});

describe('leadingOneCells', () => {
  it.each([[27, 4, 3, 5, 303], [27, 3, 3, 5, 285], [27, 3, 2, 4, 257], [27, 3, 1, 3, 203], [48, 4, 3, 5, 462]] as const)(
    'linear-to-log unit, %i bits to %i.%i: within a quarter of the synthesised area',
    (width, integerBits, fractionBits, addressBits, um2) => {
      const table = Array.from({ length: 2 ** addressBits }, (_, i) => Math.round(Math.log2(1 + i / 2 ** addressBits) * 2 ** fractionBits));
      const exponentBits = Math.ceil(Math.log2(width)) + fractionBits + 1;
      const area =
        price({ AND2: width }).areaUm2 +
        price(leadingOneCells(width - 1, addressBits)).areaUm2 +
        price(tableCells(table, fractionBits + 1), 'table').areaUm2 +
        price(adderCells(exponentBits), 'adder').areaUm2 +
        price({ NOR2: exponentBits, MUX2: integerBits + fractionBits }).areaUm2;
      expect(Math.abs(area / um2 - 1)).toBeLessThan(0.25);
    },
  );
});

describe('priceStructure', () => {
  it.each([
    ['8-bit add', adderCells(8), 0.03, 1.1],
    ['32-bit add', adderCells(32), 0.1, 1.2],
    ['8 x 8 bit multiply', multiplierCells(8, 8, false), 0.2, 1.4],
    ['32 x 32 bit multiply', multiplierCells(32, 32, false), 3.1, 1.6],
  ])('%s: energy within the stated factor of the published 45 nm figure', (_, cells, pj, factor) => {
    const ratio = price(cells).energyPj / pj;
    expect(ratio).toBeLessThan(factor);
    expect(ratio).toBeGreaterThan(1 / factor);
  });
  it('the bounds of the activity span Horowitz and Aladdin', () => {
    const { value, bounds } = library.activity.logicTogglesPerOperation;
    const perToggle = price(multiplierCells(32, 32, false)).energyPj / value;
    expect(3.1 / perToggle).toBeCloseTo(bounds[0], 2);
    expect(8.63 / perToggle).toBeCloseTo(bounds[1], 2);
  });
  it('a register bit costs 9.3 fJ a write, 4 % above the 9.0 fJ of 40 nm synthesis', () => {
    expect(price(registerCells(1)).energyPj * 1000).toBeCloseTo(9.3, 6);
  });
  it('leakage of a 32-bit adder and of a register bit agree with 40 nm synthesis within 10 %', () => {
    for (const ratio of [price(adderCells(32)).leakageNw / 2250, price(registerCells(1)).leakageNw / 74]) {
      expect(ratio).toBeGreaterThan(1);
      expect(ratio).toBeLessThan(1.1);
    }
  });
  it('is linear in cell counts, positive, and scales with every factor of the process', () => {
    const names = Object.keys(library.cells) as CellName[];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.integer({ min: 1, max: 1000 }), fc.constantFrom(...Object.values(models.technologies)), (name, count, technology) => {
        const one = price({ [name]: 1 });
        const many = priceStructure({ name: 'part', cells: { [name]: count } }, { ...pricing, technology });
        expect(many.areaUm2).toBeCloseTo(count * one.areaUm2 * technology.areaFactor.value, 6);
        expect(many.energyPj).toBeCloseTo(count * one.energyPj * technology.energyFactor.value, 6);
        expect(many.leakageNw).toBeCloseTo(count * one.leakageNw * technology.leakageFactor.value, 6);
        expect(Math.min(many.areaUm2, many.energyPj, many.leakageNw)).toBeGreaterThan(0);
      }),
    );
  });
  it('adds counts of several parts', () => {
    expect(addCells({ FA: 2, MUX2: 1 }, { FA: 3 }, {})).toEqual({ FA: 5, MUX2: 1 });
  });
});

describe('exponentTable', () => {
  it('clamps the last entries instead of carrying out', () => {
    expect([...exponentTable(2, 4)]).toEqual([0, 3, 7, 11]);
    expect(Math.max(...exponentTable(4, 2))).toBe(3);
  });
});
