import { exponentTable } from '@bitscape/datapath';
import { describe, expect, it } from 'vitest';
import { cacheDir } from '../testing/testDatapaths.js';
import { verifyExpLut } from './verifyExpLut.js';

const timeout = 120_000;

describe('verifyExpLut(parameters)', () => {
  it('finds every entry in the gates of tables of all sizes', { timeout }, async () => {
    for (const fractionBits of [1, 2, 3, 4, 6]) {
      const table = exponentTable(fractionBits, fractionBits + 2);
      const report = await verifyExpLut({ table, fractionBits, tableBits: fractionBits + 2 }, { cacheDir });
      expect(report).toMatchObject({ vectors: 2 ** fractionBits, exhaustive: true, mismatches: 0 });
    }
  });

  it('refuses a datapath without a table', async () => {
    await expect(verifyExpLut({ table: Float64Array.of(0), fractionBits: 0, tableBits: 0 })).rejects.toMatchObject({ code: 'infeasible' });
  });
});
