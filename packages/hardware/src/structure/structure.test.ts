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
const price = (cells: CellCounts, coefficient?: Structure['coefficient']) =>
  priceStructure({ name: 'part', cells, ...(coefficient === undefined ? {} : { coefficient }) }, pricing);
const total = (cells: CellCounts) => Object.values(cells).reduce((sum, count) => sum + count, 0);

describe('multiplierCells', () => {
  it('counts one gate a partial product and (n - 1)^2 adders; a triangle more where rows are sign-extended', () => {
    for (const n of [2, 3, 4, 8, 16]) {
      expect(multiplierCells(n, n, false)).toEqual({ partialProducts: { AND2: n * n }, adders: { FA: (n - 1) ** 2 }, extension: { FA: 0 } });
      expect(multiplierCells(n, n, true).extension).toEqual({ FA: (n * (n - 1)) / 2 });
      expect(multiplierCells(n + 1, n, false).extension).toEqual({ FA: (n * (n - 1)) / 2 });
    }
  });
  it('is a row of gates for a one-bit unsigned operand', () => {
    expect(multiplierCells(8, 1, false)).toEqual({ partialProducts: { AND2: 8 }, adders: { FA: 0 }, extension: { FA: 0 } });
  });
  it.each([[8, 16, 105], [12, 16, 167], [16, 16, 234], [24, 16, 466], [40, 16, 706], [10, 8, 91], [16, 5, 69]] as const)(
    '%i x %i bits, unsigned second operand: within 5 percent of the %i full adders that synthesis leaves',
    (signedBits, otherBits, synthesized) => {
      const { adders, extension } = multiplierCells(signedBits, otherBits, false);
      expect(Math.abs((adders.FA! + extension.FA!) / synthesized - 1)).toBeLessThan(0.05);
    },
  );
});

describe('published areas at 45 nm, from counted cells', () => {
  // Horowitz, ISSCC 2014: int8 add 36, int32 add 137, int8 multiply 282 um2.
  it.each([['8-bit add', adderCells(8), 36], ['32-bit add', adderCells(32), 137], ['8 x 8 bit multiply', { AND2: 64, HA: 8, FA: 48 }, 282]] as const)('%s: within 15 percent', (_, cells, um2) => {
    expect(Math.abs(price(cells).areaUm2 / um2 - 1)).toBeLessThan(0.15);
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
    // Synthesised with a richer library (AOI, OAI, XNOR): the project's cells need up to half more. Gaussian logarithm tables, log2(1 + 2^-x), none of which was fitted: address bits, fraction bits, um2.
    [4, 3, 9.31], [5, 3, 17.56], [5, 4, 25.54], [6, 4, 35.11], [7, 4, 41.5], [6, 5, 46.28], [7, 5, 67.56], [8, 6, 132.47],
  ] as const)('addition table of %i address and %i fraction bits: up to 1.6 times the synthesised %d um2', (d, f, um2) => {
    const entries = Array.from({ length: 2 ** d }, (_, i) => Math.round(2 ** f * Math.log2(1 + 2 ** (-i / 2 ** f))));
    const ratio = price(tableCells(entries, f + 1), 'table').areaUm2 / um2;
    expect(ratio).toBeGreaterThan(1);
    expect(ratio).toBeLessThan(1.6);
  });
});

describe('leadingOneCells', () => {
  it('delivers in each stage what the smaller ones may still bring to the top', () => {
    expect(leadingOneCells(8, 2)).toEqual({ MUX2: Math.min(8, 2 + 4) + (2 + 2) + (2 + 1) });
    expect(leadingOneCells(16, 16)).toEqual({ MUX2: 4 * 16 });
  });
});

describe('priceStructure', () => {
  it.each([
    // Published at 45 nm and 0.9 V (Horowitz); the cells here are at 1.1 V with the pins they drive: (1.1 / 0.9)^2 = 1.49 more.
    ['8-bit add', adderCells(8), 0.03, 2],
    ['32-bit add', adderCells(32), 0.1, 2.3],
    ['8 x 8 bit multiply', { AND2: 64, HA: 8, FA: 48 }, 0.2, 2.8],
  ] as const)('%s: energy at half a toggle a cell within the stated factor of the published 45 nm figure', (_, cells, pj, factor) => {
    const ratio = price(cells).energyPj / pj;
    expect(ratio).toBeLessThan(factor);
    expect(ratio).toBeGreaterThan(1);
  });
  it('a register bit costs two clock edges with the clock pin and half a toggle: 13.4 fJ a write, 9.0 fJ without reset and pins at 40 nm', () => {
    const half = (1.1 ** 2) / 2;
    expect(price(registerCells(1, { enabled: false })).energyPj * 1000).toBeCloseTo(2 * (4.8 + 0.95 * half) + 0.5 * (4.2 + 1.14 * half), 6);
  });
  it('leakage of a 32-bit adder agrees with 40 nm synthesis within 10 %', () => {
    expect(Math.abs(price(adderCells(32)).leakageNw / 2250 - 1)).toBeLessThan(0.1);
  });
  it('energy is in proportion to the rate of the words that drive a structure', () => {
    const structure = { name: 'part', cells: { FA: 4 }, coefficient: 'adder' } as const;
    expect(priceStructure({ ...structure, rate: 0.25 }, pricing).energyPj).toBeCloseTo(priceStructure(structure, pricing).energyPj / 4, 12);
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
