import { deriveEncoder, deriveMac, encoderThresholds, type OutputEncoder } from '@bitscape/datapath';
import { parseFormat } from '@bitscape/quantization';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KernelMemory } from '../wasm/KernelMemory.js';
import { deviceEncoder } from './deviceEncoder.js';

const RANGE = { least: -50_000_000, greatest: 40_000_000 };
const CODES = 4;

/** @param scales of the weights of each channel */
function encoderOf(output: string, gain: number, scales: readonly number[], bias: number): OutputEncoder {
  const mac = deriveMac(parseFormat('lns:3.2'), parseFormat('ulns:3.3'), { tableBits: 'auto', termBits: 'full', accumulatorBits: 34, overflow: 'saturate' }, 100);
  return deriveEncoder(mac, parseFormat(output), {
    weightScales: Float64Array.from(scales),
    activationScale: 1,
    outputScale: mac.unit / gain,
    bias: Float64Array.from(scales, (scale, channel) => bias * mac.unit * scale * (channel - 1)),
  });
}

describe('bucketSums', () => {
  const memory = new KernelMemory();
  const scales = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 10 }).filter(({ length }) => length % 2 === 0);
  const entries = fc.array(fc.integer({ min: -400_000_000, max: 400_000_000 }), { minLength: CODES, maxLength: CODES });

  it.each(['ulns:3.3', 'ulns:3.1', 'ulns:2.0'])('encodes to %s as the described hardware does, around every threshold in reach, whatever the residual adds', (output) => {
    let served = 0;
    fc.assert(
      fc.property(fc.double({ min: -24, max: -12, noNaN: true }), scales, fc.integer({ min: -3_000_000, max: 3_000_000 }), fc.option(entries), fc.boolean(), (gain, weights, bias, added, grouped) => {
        const encoder = encoderOf(output, 2 ** gain, weights, bias);
        const channels = weights.length;
        const residual = added === null ? undefined : { entries: Float64Array.from(weights.flatMap(() => added)), bits: 2 };
        const groups = grouped ? 2 : 1;
        const mark = memory.mark;
        const device = deviceEncoder(memory, encoder, channels, { groups, range: RANGE, wrapBits: 32, ...(residual && { residual }) });
        if (device.encodeSums !== undefined) {
          served++;
          const stride = channels / groups + 1;
          const cases: { sum: number; code: number }[] = [];
          for (let code = 0; code < (added === null ? 1 : CODES); code++) {
            const near = weights.flatMap((_, channel) => Array.from(encoderThresholds(encoder, channel), (threshold) => threshold - (added?.[code] ?? 0)));
            for (const at of [RANGE.least, RANGE.greatest, 0, ...near]) {
              for (const sum of [at - 1, at, at + 1]) if (sum >= RANGE.least && sum <= RANGE.greatest) cases.push({ sum, code });
            }
          }
          const sums = memory.put(Int32Array.from(cases.flatMap(({ sum }) => new Array<number>(groups * stride).fill(sum))));
          const stored = added === null ? 0 : memory.put(Uint16Array.from(cases.flatMap(({ code }) => new Array<number>(channels).fill(code))));
          const target = memory.put(new Uint16Array(cases.length * channels + 8).fill(0xbeef));
          device.encodeSums({ address: sums, stride }, target, cases.length, stored);
          const expected = cases.flatMap(({ sum, code }) => weights.map((_, channel) => encoder.encode(sum + (added?.[code] ?? 0), channel)));
          expect(Array.from(memory.codes(target, expected.length))).toEqual(expected);
          expect(Array.from(memory.codes(target, expected.length + 8)).slice(expected.length)).toEqual(new Array(8).fill(0xbeef));
        }
        memory.release(mark);
      }),
      { numRuns: 14, seed: 5 },
    );
    expect(served).toBeGreaterThan(7);
  });
});
