import { fileURLToPath } from 'node:url';
import { deriveEncoder, deriveMac, type OutputEncoder } from '@bitscape/datapath';
import { parseFormat } from '@bitscape/quantization';
import { describe, expect, it } from 'vitest';
import { verifyEncoder } from './verifyEncoder.js';

const cacheDir = fileURLToPath(new URL('../../../../node_modules/.cache/bitscape-yosys', import.meta.url));
const arithmetic = { tableBits: 'auto', termBits: 'full', accumulatorBits: 'safe', overflow: 'saturate' } as const;

function encoderOf(weights: string, activations: string, output: string, reduction: number): OutputEncoder {
  const mac = deriveMac(parseFormat(weights), parseFormat(activations), arithmetic, reduction);
  return deriveEncoder(mac, parseFormat(output), {
    weightScales: Float64Array.of(0.02, 0.011, 0.037, 0.5), activationScale: 0.1, outputScale: 0.23, bias: Float64Array.of(0, 0.7, -1.3, 20),
  });
}

describe('verifyEncoder(encoder)', () => {
  for (const [w, a, o, n] of [['int4', 'uint4', 'uint4', 64], ['int8', 'uint8', 'int8', 576], ['lns:3.2', 'ulns:3.3', 'ulns:3.3', 576], ['lns:3.2', 'ulns:3.3', 'lns:3.2', 576], ['lns:2.0', 'ulns:2.0', 'ulns:2.0', 9], ['lns:2.0', 'ulns:2.0', 'int4', 9]] as const) {
    it(`${w} ${a} ${o}`, async () => {
      const report = await verifyEncoder(encoderOf(w, a, o, n), { cacheDir });
      console.log(JSON.stringify(report));
      expect(report.mismatches).toBe(0);
    });
  }
});
