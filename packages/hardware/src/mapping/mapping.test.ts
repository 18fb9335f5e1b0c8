import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccessCounts, ArrayShape, LoopBounds } from './Mapping.js';
import { outputStationary } from './outputStationary.js';
import { weightStationary } from './weightStationary.js';

const tile = (start: number, step: number, end: number) => Math.min(step, end - start);

/** Counts by walking the loops of the weight-stationary array. */
function enumerateWeightStationary({ outputs, reduction, pixels }: LoopBounds, { rows, columns, pixelTile }: ArrayShape) {
  const counts = { weightReads: 0, inputReads: 0, partialSumWrites: 0, partialSumReads: 0, outputWrites: 0, tiles: 0, computeCycles: 0, transferCycles: 0, weightShiftCycles: 0, drainShiftCycles: 0, macs: 0 };
  for (let p0 = 0; p0 < pixels; p0 += pixelTile) {
    for (let m0 = 0; m0 < outputs; m0 += columns) {
      for (let r0 = 0; r0 < reduction; r0 += rows) {
        const [m, r] = [tile(m0, columns, outputs), tile(r0, rows, reduction)];
        counts.tiles++;
        counts.weightReads += m * r;
        for (let row = 0; row < rows; row++) {
          counts.weightShiftCycles++;
          counts.transferCycles++;
        }
        for (let p = 0; p < tile(p0, pixelTile, pixels); p++) {
          counts.computeCycles++;
          counts.inputReads += r;
          counts.macs += m * r;
          if (r0 > 0) counts.partialSumReads += m;
          if (r0 + rows < reduction) counts.partialSumWrites += m;
          else counts.outputWrites += m;
        }
        for (let row = 0; row < rows; row++) counts.transferCycles++;
      }
    }
  }
  return counts;
}

function enumerateOutputStationary({ outputs, reduction, pixels }: LoopBounds, { rows, columns }: ArrayShape) {
  const counts = { weightReads: 0, inputReads: 0, partialSumWrites: 0, partialSumReads: 0, outputWrites: 0, tiles: 0, computeCycles: 0, transferCycles: 0, weightShiftCycles: 0, drainShiftCycles: 0, macs: 0 };
  for (let p0 = 0; p0 < pixels; p0 += rows) {
    for (let m0 = 0; m0 < outputs; m0 += columns) {
      const [p, m] = [tile(p0, rows, pixels), tile(m0, columns, outputs)];
      counts.tiles++;
      for (let r = 0; r < reduction; r++) {
        counts.computeCycles++;
        counts.weightShiftCycles++;
        counts.weightReads += m;
        counts.inputReads += p;
        counts.macs += m * p;
      }
      for (let row = 0; row < rows; row++) {
        counts.drainShiftCycles++;
        counts.transferCycles += 2;
      }
      counts.outputWrites += m * p;
    }
  }
  return counts;
}

const loops = fc.record({ outputs: fc.integer({ min: 1, max: 20 }), reduction: fc.integer({ min: 1, max: 20 }), pixels: fc.integer({ min: 1, max: 20 }) });
const array = fc.record({ rows: fc.integer({ min: 1, max: 9 }), columns: fc.integer({ min: 1, max: 9 }), pixelTile: fc.integer({ min: 1, max: 9 }) });
const partialSums = (counts: AccessCounts) => counts.partialSumWrites + counts.partialSumReads + counts.outputWrites;

describe('closed forms equal loop enumeration', () => {
  it.each([
    ['weightStationary', weightStationary, enumerateWeightStationary],
    ['outputStationary', outputStationary, enumerateOutputStationary],
  ] as const)('%s on random layers with partial tiles', (_, closed, enumerate) => {
    fc.assert(
      fc.property(loops, array, (bounds, shape) => {
        const { macs, ...counts } = enumerate(bounds, shape);
        expect(closed(bounds, shape)).toEqual(counts);
        expect(macs).toBe(bounds.outputs * bounds.reduction * bounds.pixels);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('reference vectors', () => {
  const large = { outputs: 64, reduction: 576, pixels: 1024 };
  it.each([
    ['weight-stationary, small', weightStationary({ outputs: 10, reduction: 27, pixels: 50 }, { rows: 8, columns: 4, pixelTile: 16 }), 1080, 4050, 3500],
    ['output-stationary, small', outputStationary({ outputs: 10, reduction: 27, pixels: 50 }, { rows: 8, columns: 4, pixelTile: 1 }), 1890, 4050, 500],
    ['weight-stationary, 64 x 64 x 3 x 3 on 32 x 32', weightStationary(large, { rows: 16, columns: 16, pixelTile: 256 }), 147_456, 2_359_296, 4_653_056],
    ['output-stationary, 64 x 64 x 3 x 3 on 32 x 32', outputStationary(large, { rows: 16, columns: 16, pixelTile: 1 }), 2_359_296, 2_359_296, 65_536],
  ])('%s', (_, counts, weights, inputs, sums) => {
    expect([counts.weightReads, counts.inputReads, partialSums(counts)]).toEqual([weights, inputs, sums]);
  });
});

describe('sanity of access counts', () => {
  it.each([
    ['weightStationary', weightStationary],
    ['outputStationary', outputStationary],
  ] as const)('%s: every count reaches its compulsory minimum and none rises with a larger tile', (_, dataflow) => {
    fc.assert(
      fc.property(loops, array, fc.constantFrom('rows' as const, 'columns' as const, 'pixelTile' as const), (bounds, shape, grown) => {
        const counts = dataflow(bounds, shape);
        expect(counts.weightReads).toBeGreaterThanOrEqual(bounds.outputs * bounds.reduction);
        expect(counts.inputReads).toBeGreaterThanOrEqual(bounds.pixels * bounds.reduction);
        expect(counts.outputWrites).toBe(bounds.outputs * bounds.pixels);
        expect(counts.computeCycles * shape.rows * shape.columns).toBeGreaterThanOrEqual(bounds.outputs * bounds.reduction * bounds.pixels);
        const larger = dataflow(bounds, { ...shape, [grown]: shape[grown] + 1 });
        for (const key of ['weightReads', 'inputReads', 'partialSumWrites', 'partialSumReads', 'computeCycles', 'tiles'] as const) {
          expect(larger[key]).toBeLessThanOrEqual(counts[key]);
        }
      }),
    );
  });

  it('both dataflows move equal partial sums when the reduction fits the rows', () => {
    fc.assert(
      fc.property(loops, array, (bounds, shape) => {
        fc.pre(bounds.reduction <= shape.rows);
        expect(partialSums(weightStationary(bounds, shape))).toBe(partialSums(outputStationary(bounds, shape)));
      }),
    );
  });
});
