import type { LogEncoderParameters } from '@bitscape/datapath';
import { describe, expect, it } from 'vitest';
import { cacheDir, testEncoder, testMac } from '../testing/testDatapaths.js';
import { verifyEncoder } from './verifyEncoder.js';

const timeout = 120_000;
const small = testMac({ weights: 'lns:2.0', activations: 'ulns:2.0', accumulatorBits: 12 });
const integers = testMac({ weights: 'int8', activations: 'uint8' });
const logs = testMac({ weights: 'lns:3.2', activations: 'ulns:3.3' });

describe('verifyEncoder(encoder)', () => {
  for (const output of ['uint4', 'int4', 'ulns:2.0', 'lns:2.2']) {
    it(`gates of a small encoder to ${output} equal the reference for every accumulator value`, { timeout }, async () => {
      const report = await verifyEncoder(testEncoder(small, output), { cacheDir });
      expect(report).toMatchObject({ exhaustive: true, mismatches: 0, vectors: 5 * 2 ** small.accumulator.bits });
    });
  }

  for (const [mac, output] of [[integers, 'uint8'], [integers, 'int8'], [logs, 'ulns:3.3'], [logs, 'lns:3.2'], [integers, 'ulns:3.3']] as const) {
    it(`gates from ${mac.weight.name} sums to ${output} equal the reference at all powers of two and random values`, { timeout }, async () => {
      expect(await verifyEncoder(testEncoder(mac, output), { cacheDir })).toMatchObject({ mismatches: 0, vectors: 50_000 });
    });
  }

  for (const [output, activation] of [
    ['int4', { kind: 'relu' }],
    ['lns:2.2', { kind: 'relu' }],
    ['int4', { kind: 'clip', min: -3.2, max: 2 }],
    ['lns:2.2', { kind: 'clip', min: -0.3, max: 0.5 }],
    ['lns:2.2', { kind: 'clip', min: -0.6, max: -0.2 }],
    ['ulns:2.0', { kind: 'clip', min: 0.3, max: 0.6 }],
  ] as const) {
    it(`gates to ${output} clamp like ${JSON.stringify(activation)}`, { timeout }, async () => {
      const encoder = testEncoder(small, output, { activation, outputScale: 1 });
      expect(encoder.rankRange).toBeDefined();
      expect(await verifyEncoder(encoder, { cacheDir })).toMatchObject({ exhaustive: true, mismatches: 0 });
    });
  }

  it('finds a wrong entry of the mantissa table', { timeout }, async () => {
    const encoder = testEncoder(small, 'ulns:2.0');
    const parameters = encoder.parameters as LogEncoderParameters;
    const table = parameters.table.slice();
    table[5]! -= 4;
    const report = await verifyEncoder({ ...encoder, parameters: { ...parameters, table } }, { cacheDir });
    expect(report.mismatches).toBeGreaterThan(0);
    expect(report.first!.inputs).toHaveProperty('offset_i');
  });
});
