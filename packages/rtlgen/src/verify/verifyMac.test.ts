import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Accumulator, LnsParameters, MacDatapath } from '@bitscape/datapath';
import { parseFormat } from '@bitscape/quantization';
import { describe, expect, it } from 'vitest';
import { verifyMac } from './verifyMac.js';

const cacheDir = fileURLToPath(new URL('../../../../node_modules/.cache/bitscape-yosys', import.meta.url));

function intMac(weights: string, activations: string, accumulator: Accumulator): MacDatapath {
  const weight = parseFormat(weights);
  const activation = parseFormat(activations);
  const products = new Float64Array(2 ** (weight.bits + activation.bits));
  for (let w = 0; w < 2 ** weight.bits; w++) {
    for (let a = 0; a < 2 ** activation.bits; a++) {
      products[w * 2 ** activation.bits + a] = weight.levels[weight.rankOf(w)]! * activation.levels[activation.rankOf(a)]!;
    }
  }
  return { family: 'int', weight, activation, products, productBits: 0, unit: 1, accumulator, parameters: { weightBits: weight.bits, activationBits: activation.bits, activationSigned: activation.signed } };
}
function lnsMac(weights: string, activations: string, p: number | 'auto', T: number | 'full', accumulator: Accumulator): MacDatapath<LnsParameters> {
  const weight = parseFormat(weights);
  const activation = parseFormat(activations);
  const wi = weight.parameters['integerBits']!, wf = weight.parameters['fractionBits']!, ai = activation.parameters['integerBits']!, af = activation.parameters['fractionBits']!;
  const f = Math.max(wf, af);
  const tableBits = p === 'auto' ? (f === 0 ? 0 : f + 2) : p;
  const M = Math.floor(((2 ** (wi + wf) - 1) * 2 ** (f - wf) + (2 ** (ai + af) - 1) * 2 ** (f - af)) / 2 ** f);
  const termBits = T === 'full' ? M + 1 + tableBits : T;
  const table = Float64Array.from({ length: 2 ** f }, (_, i) => Math.min(2 ** tableBits - 1, Math.round((2 ** (i / 2 ** f) - 1) * 2 ** tableBits)));
  const products = new Float64Array(2 ** (weight.bits + activation.bits));
  for (let w = 0; w < 2 ** weight.bits; w++) {
    for (let a = 0; a < 2 ** activation.bits; a++) {
      const mw = w % 2 ** (wi + wf), ma = a % 2 ** (ai + af);
      const sum = mw * 2 ** (f - wf) + ma * 2 ** (f - af);
      const head = 2 ** tableBits + table[sum % 2 ** f]!;
      const k = Math.floor(sum / 2 ** f);
      const lin = mw === 0 || ma === 0 ? 0 : Math.floor(head * 2 ** (termBits - 1 - tableBits) / 2 ** (M - k));
      const neg = (w !== mw) !== (a !== ma);
      products[w * 2 ** activation.bits + a] = neg ? -lin : lin;
    }
  }
  return { family: 'lns', weight, activation, products, productBits: termBits + 1, unit: 1, accumulator, parameters: { weightIntegerBits: wi, weightFractionBits: wf, activationIntegerBits: ai, activationFractionBits: af, activationSigned: activation.signed, fractionBits: f, tableBits, table, maxShift: M, termBits } };
}

describe('verifyMac(mac)', () => {
  for (const [w, a, bits, overflow] of [['int4', 'uint4', 12, 'saturate'], ['int6', 'int6', 20, 'wrap'], ['int2', 'uint6', 6, 'saturate']] as const) {
    it(`${w} ${a} ${bits} ${overflow}`, async () => {
      const report = await verifyMac(intMac(w, a, { bits, overflow }), { cacheDir });
      console.log(report);
      expect(report.mismatches).toBe(0);
    });
  }
  for (const [w, a, p, T, bits, overflow] of [['lns:3.2', 'ulns:3.3', 'auto', 'full', 30, 'saturate'], ['lns:2.1', 'ulns:2.2', 'auto', 'full', 20, 'wrap'],['lns:3.0', 'ulns:4.0', 'auto', 'full', 30, 'wrap'],['lns:3.1', 'lns:3.0', 2, 6, 12, 'saturate'],['lns:2.2', 'ulns:2.2', 0, 2, 12, 'saturate']] as const) {
    it(`${w} ${a} ${bits} ${overflow}`, async () => {
      const report = await verifyMac(lnsMac(w, a, p, T, { bits, overflow }), { cacheDir });
      console.log(report);
      expect(report.mismatches).toBe(0);
    });
  }
});
void join;
