import type { LnsParameters } from '@bitscape/datapath';
import { describe, expect, it } from 'vitest';
import { cacheDir, type TestMac, testMac } from '../testing/testDatapaths.js';
import { verifyMac } from './verifyMac.js';

const timeout = 120_000;

describe('verifyMac(mac)', () => {
  const configurations: readonly TestMac[] = [
    { weights: 'int2', activations: 'uint2' },
    { weights: 'int4', activations: 'uint4' },
    { weights: 'int4', activations: 'uint6', accumulatorBits: 11 },
    { weights: 'int6', activations: 'int6', accumulatorBits: 12, overflow: 'wrap' },
    { weights: 'int3', activations: 'uint5', overflow: 'wrap' },
    { weights: 'lns:3.2', activations: 'ulns:3.3' },
    { weights: 'lns:2.1', activations: 'ulns:2.2', overflow: 'wrap' },
    { weights: 'lns:2.2', activations: 'lns:3.1', accumulatorBits: 17 },
    { weights: 'lns:3.0', activations: 'ulns:4.0', overflow: 'wrap' },
    { weights: 'lns:2.0', activations: 'ulns:1.3' },
    { weights: 'lns:3.1', activations: 'ulns:2.3', tableBits: 2, termBits: 4, accumulatorBits: 8 },
  ];
  for (const configuration of configurations) {
    const mac = testMac(configuration);
    it(`gates of ${JSON.stringify(configuration)} equal the product table and the accumulator rule`, { timeout }, async () => {
      const report = await verifyMac(mac, { cacheDir });
      expect(report).toMatchObject({ exhaustive: true, mismatches: 0 });
      expect(report.first).toBeUndefined();
      const operands = mac.weight.levels.length * mac.activation.levels.length;
      expect(report.vectors).toBeGreaterThanOrEqual(operands * 1003);
    });
  }

  it('gates of 8-bit operands equal the product table for every pair of codes at the extremes of the accumulator', { timeout }, async () => {
    for (const formats of [{ weights: 'int8', activations: 'uint8' }, { weights: 'lns:3.4', activations: 'ulns:3.4' }]) {
      const mac = testMac(formats);
      const report = await verifyMac(mac, { cacheDir, randomAccumulators: 3 });
      expect(report).toMatchObject({ exhaustive: true, mismatches: 0 });
      expect(report.vectors).toBeGreaterThanOrEqual(mac.weight.levels.length * mac.activation.levels.length * 10);
    }
  });

  it('finds one wrong bit in one table entry', { timeout }, async () => {
    const mac = testMac({ weights: 'lns:2.1', activations: 'ulns:2.2' });
    const parameters = mac.parameters as LnsParameters;
    for (const index of parameters.table.keys()) {
      const table = parameters.table.slice();
      table[index] = table[index] === 0 ? 1 : table[index]! - 1;
      const report = await verifyMac({ ...mac, products: mac.products, parameters: { ...parameters, table } }, { cacheDir, randomAccumulators: 10 });
      expect(report.mismatches).toBeGreaterThan(0);
      expect(report.first!.inputs).toHaveProperty('acc_i');
      expect(report.first!.expected).not.toBe(report.first!.actual);
    }
  });

  it('finds a wrong accumulator rule, sign rule and product', { timeout }, async () => {
    const mac = testMac({ weights: 'int3', activations: 'uint5', overflow: 'wrap' });
    const wrap = await verifyMac(mac, { cacheDir, randomAccumulators: 10 });
    expect(wrap.mismatches).toBe(0);
    const saturating = { ...mac, products: mac.products, accumulator: { ...mac.accumulator, overflow: 'saturate' } } as const;
    const { compareMac } = await import('./compareMac.js');
    const { synthesize } = await import('../synthesis/synthesize.js');
    const { libraryFiles } = await import('../library/rtlLibrary.js');
    const { macTemplate } = await import('../templates/macTemplates.js');
    const netlist = await synthesize({ files: libraryFiles('int_mac_core'), top: 'int_mac_core', parameters: macTemplate('int').parameters(mac), cacheDir });
    expect(compareMac(netlist, saturating, { randomAccumulators: 10, seed: 1 }).mismatches).toBeGreaterThan(0);
    const products = mac.products.slice();
    products[33]! += 1;
    const report = compareMac(netlist, { ...mac, products }, { randomAccumulators: 0, seed: 1 });
    expect(report.mismatches).toBe(7);
    expect(report.first!.inputs).toMatchObject({ weight_i: 1, activation_i: 1 });
  });

  it('names the families that exist when one has no RTL', async () => {
    const mac = testMac({ weights: 'int3', activations: 'uint5' });
    await expect(verifyMac({ ...mac, products: mac.products, family: 'posit' })).rejects.toMatchObject({ code: 'infeasible', hint: expect.stringContaining('int, lns') as string });
  });
});
