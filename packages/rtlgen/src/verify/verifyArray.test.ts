import { fileURLToPath } from 'node:url';
import { deriveEncoder, deriveMac } from '@bitscape/datapath';
import { parseFormat } from '@bitscape/quantization';
import { describe, expect, it } from 'vitest';
import { verifyArray } from './verifyArray.js';

const cacheDir = fileURLToPath(new URL('../../../../node_modules/.cache/bitscape-yosys', import.meta.url));
const arithmetic = { tableBits: 'auto', termBits: 'full', accumulatorBits: 'safe', overflow: 'saturate' } as const;

describe('verifyArray(array)', () => {
  for (const dataflow of ['weight-stationary', 'output-stationary'] as const)
  for (const [w, a, o, n] of [['int4', 'uint4', 'uint4', 64],  ['lns:3.2', 'ulns:3.3', 'ulns:3.3', 576], ['lns:2.0', 'ulns:2.0', undefined, 9]] as const) {
    it(`${dataflow} ${w} ${a} ${o}`, async () => {
      const mac = deriveMac(parseFormat(w), parseFormat(a), arithmetic, n);
      const encoder = o === undefined ? {} : { encoder: deriveEncoder(mac, parseFormat(o), {
        weightScales: Float64Array.of(0.02, 0.011, 0.037, 0.5, 0.1), activationScale: 0.1, outputScale: 0.23, bias: Float64Array.of(0, 0.7, -1.3, 20, 1),
      })};
      const report = await verifyArray(dataflow, { mac, ...encoder, rows: 3, columns: 3 }, { cacheDir });
      console.log(JSON.stringify(report));
      expect(report.mismatches).toBe(0);
    });
  }
});
