import { describe, expect, it } from 'vitest';
import { cacheDir, testEncoder, testMac } from '../testing/testDatapaths.js';
import { verifyArray } from './verifyArray.js';

const timeout = 180_000;
const logs = testMac({ weights: 'lns:2.1', activations: 'ulns:2.2' });
const integers = testMac({ weights: 'int3', activations: 'uint3', accumulatorBits: 8 });

describe('verifyArray(dataflow, configuration)', () => {
  it('gates of a weight-stationary array equal the reference on random tiles', { timeout }, async () => {
    const arrays = [
      { mac: logs, encoder: testEncoder(logs, 'ulns:2.2'), rows: 3, columns: 2 },
      { mac: integers, encoder: testEncoder(integers, 'uint3'), rows: 2, columns: 2 },
      { mac: integers, rows: 1, columns: 1 },
    ];
    for (const array of arrays) {
      expect(await verifyArray('weight-stationary', array, { cacheDir, vectors: 20 })).toMatchObject({ vectors: 120, mismatches: 0 });
    }
  });

  it('gates of an output-stationary array equal the reference on random tiles', { timeout }, async () => {
    const arrays = [
      { mac: logs, encoder: testEncoder(logs, 'ulns:2.2'), rows: 2, columns: 2 },
      { mac: integers, rows: 3, columns: 2 },
    ];
    for (const array of arrays) {
      expect(await verifyArray('output-stationary', array, { cacheDir, channelTiles: 4, passes: 60 })).toMatchObject({ vectors: 4 * array.rows, mismatches: 0 });
    }
  });

  it('finds a wrong table entry through the whole array', { timeout }, async () => {
    const products = logs.products.slice();
    for (let i = 0; i < products.length; i++) products[i]! += products[i]! > 4 ? 1 : 0;
    const report = await verifyArray('weight-stationary', { mac: { ...logs, products }, rows: 3, columns: 2 }, { cacheDir });
    expect(report.mismatches).toBeGreaterThan(0);
    expect(report.first).toMatchObject({ expected: expect.stringContaining('acc_o') as string });
  });
});
