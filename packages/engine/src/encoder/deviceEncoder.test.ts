import { accumulatorRange, deriveEncoder, deriveMac, encoderThresholds, type OutputEncoder } from '@bitscape/datapath';
import { parseFormat } from '@bitscape/quantization';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KernelMemory } from '../wasm/KernelMemory.js';
import { deviceEncoder } from './deviceEncoder.js';

const CHANNELS = 3;

function encoderOf(output: string, gain: number, bias: readonly number[], relu = false): OutputEncoder {
  const mac = deriveMac(parseFormat('int8'), parseFormat('uint8'), { tableBits: 'auto', termBits: 'full', accumulatorBits: 24, overflow: 'saturate' }, 100);
  return deriveEncoder(mac, parseFormat(output), {
    weightScales: Float64Array.of(1, 1.7, 0.3),
    activationScale: 1,
    outputScale: 1 / gain,
    bias: Float64Array.from(bias),
    ...(relu ? { activation: { kind: 'relu' } as const } : {}),
  });
}

/** Sums of all channels: extremes, around zero, and next to every threshold. */
function criticalSums(encoder: OutputEncoder): number[] {
  const { min, max } = accumulatorRange({ bits: encoder.accumulatorBits });
  const near = Array.from({ length: CHANNELS }, (_, channel) => [...encoderThresholds(encoder, channel)]).flat().filter((step) => step < Infinity);
  const all = [min, max, 0, ...near].flatMap((sum) => [sum - 1, sum, sum + 1]);
  return all.filter((sum) => sum >= min && sum <= max);
}

describe('deviceEncoder', () => {
  const memory = new KernelMemory();
  const codes = (encoder: OutputEncoder, sums: readonly number[]): { method: string; codes: number[] } => {
    const mark = memory.mark;
    const device = deviceEncoder(memory, encoder, CHANNELS);
    const source = memory.put(Float64Array.from(sums.flatMap((sum) => new Array<number>(CHANNELS).fill(sum))));
    const target = memory.allocate(sums.length * CHANNELS * 2);
    device.encode(source, target, sums.length);
    const result = { method: device.method, codes: [...memory.codes(target, sums.length * CHANNELS)] };
    memory.release(mark);
    return result;
  };

  it.each([
    ['uint8', 'requantize'],
    ['int4', 'requantize'],
    ['uint1', 'requantize'],
    ['ulns:3.3', 'buckets'],
    ['ulns:2.0', 'buckets'],
    ['ulns:1.4', 'buckets'],
    ['lns:3.2', 'thresholds'],
  ] as const)('%s by %s: the codes of the described hardware around every threshold', (output, method) => {
    const gains = fc.double({ min: -24, max: 4, noNaN: true }).map((exponent) => 2 ** exponent);
    const biases = fc.array(fc.integer({ min: -300_000, max: 300_000 }), { minLength: CHANNELS, maxLength: CHANNELS });
    fc.assert(
      fc.property(gains, biases, fc.boolean(), (gain, bias, relu) => {
        const encoder = encoderOf(output, gain, bias, relu);
        const sums = criticalSums(encoder);
        const expected = sums.flatMap((sum) => Array.from({ length: CHANNELS }, (_, channel) => encoder.encode(sum, channel)));
        const actual = codes(encoder, sums);
        expect(actual.codes).toEqual(expected);
        // Steps closer than integers leave several thresholds in one bucket, which needs the search.
        if (method !== 'buckets') expect(actual.method).toBe(method);
      }),
      { numRuns: 25, seed: 7 },
    );
    if (method === 'buckets') expect(codes(encoderOf(output, 2 ** -12, [5, -70_000, 9]), [0]).method).toBe('buckets');
  });
});
