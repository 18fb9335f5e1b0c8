import { deriveEncoder, deriveMac, encoderThresholds, type OutputEncoder } from '@bitscape/datapath';
import { parseFormat } from '@bitscape/quantization';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KernelMemory } from '../wasm/KernelMemory.js';
import { deviceEncoder, type EncodedLayer } from './deviceEncoder.js';
import { highProducts } from './highProducts.js';

const RANGE = { least: -1_200_000, greatest: 900_000 };
const CODES = 4;

/** @param exponents log2 of the weight scale of each channel */
function encoderOf(output: string, gain: number, exponents: readonly number[], bias: number): OutputEncoder {
  const mac = deriveMac(parseFormat('int8'), parseFormat('uint8'), { tableBits: 'auto', termBits: 'full', accumulatorBits: 34, overflow: 'saturate' }, 100);
  return deriveEncoder(mac, parseFormat(output), {
    weightScales: Float64Array.from(exponents, (exponent) => 2 ** exponent),
    activationScale: 1,
    outputScale: 1 / gain,
    bias: Float64Array.from(exponents, (exponent, channel) => bias * (channel + 1) * 2 ** exponent),
  });
}

describe('highProducts', () => {
  const memory = new KernelMemory();
  const exponents = fc.array(fc.double({ min: -20, max: 0, noNaN: true }), { minLength: 2, maxLength: 12 }).filter(({ length }) => length % 2 === 0);
  const entries = fc.array(fc.integer({ min: -5_000_000, max: 5_000_000 }), { minLength: CODES, maxLength: CODES });

  it.each(['uint8', 'int8', 'uint4', 'int5'])('encodes to %s as the described hardware does, around every threshold in reach, whatever the residual adds', (output) => {
    let served = 0;
    fc.assert(
      fc.property(fc.double({ min: -14, max: -3, noNaN: true }), exponents, fc.integer({ min: -100_000, max: 100_000 }), fc.option(entries), fc.boolean(), (gain, scales, bias, added, grouped) => {
        const encoder = encoderOf(output, 2 ** gain, scales, bias);
        const channels = scales.length;
        const residual = added === null ? undefined : { entries: Float64Array.from(scales.flatMap((_, channel) => added.map((entry) => entry * (channel + 1)))), bits: 2 };
        const layer: EncodedLayer = { groups: grouped ? 2 : 1, range: RANGE, wrapBits: 32, ...(residual && { residual }) };
        const mark = memory.mark;
        const device = deviceEncoder(memory, encoder, channels, layer);
        if (device.encodeSums !== undefined) {
          served++;
          const width = channels / layer.groups;
          const stride = width + 3;
          const addition = (channel: number, code: number): number => residual?.entries[channel * CODES + code] ?? 0;
          const cases: { sum: number; code: number }[] = [];
          for (let code = 0; code < (residual === undefined ? 1 : CODES); code++) {
            const near = scales.flatMap((_, channel) => Array.from(encoderThresholds(encoder, channel), (threshold) => threshold - addition(channel, code)));
            for (const at of [RANGE.least, RANGE.greatest, 0, ...near.filter((_, i) => near.length < 400 || i % 17 === 0)]) {
              for (const sum of [at - 1, at, at + 1]) if (sum >= RANGE.least && sum <= RANGE.greatest) cases.push({ sum, code });
            }
          }
          const sums = memory.put(Int32Array.from(cases.flatMap(({ sum }) => new Array<number>(layer.groups * stride).fill(sum))));
          const stored = residual === undefined ? 0 : memory.put(Uint16Array.from(cases.flatMap(({ code }) => new Array<number>(channels).fill(code))));
          const target = memory.put(new Uint16Array(cases.length * channels + 8).fill(0xbeef));
          device.encodeSums({ address: sums, stride }, target, cases.length, stored);
          const expected = cases.flatMap(({ sum, code }) => scales.map((_, channel) => encoder.encode(sum + addition(channel, code), channel)));
          expect(Array.from(memory.codes(target, expected.length))).toEqual(expected);
          expect(Array.from(memory.codes(target, expected.length + 8)).slice(expected.length)).toEqual(new Array(8).fill(0xbeef));
        }
        memory.release(mark);
      }),
      { numRuns: 12, seed: 11 },
    );
    expect(served).toBeGreaterThan(8);
  });

  it('takes channels whose gain is too small for an exact multiplier, as long as an offset keeps every step in place', () => {
    const found = highProducts(encoderOf('uint8', 2 ** -8, [0, -17], 5000), 2, RANGE)!;
    expect(found.down).toBe(6);
    expect(found.multipliers[1]).toBe(2 ** 13);
    expect(highProducts(encoderOf('uint8', 2 ** 3, [0, 0], 0), 2, RANGE)).toBeUndefined();
  });
});
