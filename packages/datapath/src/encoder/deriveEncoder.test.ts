import { BitscapeError } from '@bitscape/errors';
import type { ActivationFunction } from '@bitscape/network';
import { parseFormat } from '@bitscape/quantization';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accumulatorRange } from '../accumulate.js';
import type { LogEncoderParameters, MacDatapath, OutputEncoder, RequantizerParameters } from '../Datapath.js';
import { deriveMac } from '../mac/deriveMac.js';
import { deriveEncoder, encoderStructure } from './deriveEncoder.js';
import { encoderThresholds } from './encoderThresholds.js';

/** A datapath with an accumulator of the given width. */
function macWith(bits: number): MacDatapath {
  const arithmetic = { tableBits: 'auto', termBits: 'full', accumulatorBits: Math.max(4, bits), overflow: 'saturate' } as const;
  const mac = deriveMac(parseFormat('int2'), parseFormat('uint2'), arithmetic, 4);
  return { ...mac, accumulator: { ...mac.accumulator, bits } };
}

function encoderOf(output: string, gains: number[], bias: number[], options: { bits?: number; activation?: ActivationFunction } = {}): OutputEncoder {
  return deriveEncoder(macWith(options.bits ?? 13), parseFormat(output), {
    weightScales: Float64Array.from(gains),
    activationScale: 1,
    outputScale: 1,
    bias: Float64Array.from(bias, (value, i) => value * gains[i]!),
    ...(options.activation === undefined ? {} : { activation: options.activation }),
  });
}

const rankOf = (encoder: OutputEncoder, accumulator: number, channel = 0): number => encoder.output.rankOf(encoder.encode(accumulator, channel));

function everyAccumulator(encoder: OutputEncoder): number[] {
  const { min, max } = accumulatorRange({ bits: encoder.accumulatorBits });
  return Array.from({ length: max - min + 1 }, (_, i) => min + i);
}

const OUTPUTS = ['uint1', 'uint4', 'uint8', 'int2', 'int4', 'int8', 'ulns:1.0', 'ulns:3.0', 'ulns:2.2', 'ulns:3.3', 'lns:1.0', 'lns:2.1', 'lns:3.2'];
const GAINS = [0.0003, 0.0041, 0.07, 1, 13.7];

describe.each(OUTPUTS)('deriveEncoder to %s', (output) => {
  const encoder = encoderOf(output, GAINS, [0, 17, -300, 5, -5000]);

  it('never decreases, for every accumulator value and channel', () => {
    for (let channel = 0; channel < GAINS.length; channel++) {
      const ranks = everyAccumulator(encoder).map((accumulator) => rankOf(encoder, accumulator, channel));
      expect(ranks.findIndex((rank, i) => rank < ranks[i - 1]!)).toBe(-1);
    }
  });

  it('writes codes of the output format only', () => {
    const codes = new Set(Array.from(encoder.output.levels, (_, rank) => encoder.output.codeOf(rank)));
    for (let channel = 0; channel < GAINS.length; channel++) {
      expect(everyAccumulator(encoder).every((accumulator) => codes.has(encoder.encode(accumulator, channel)))).toBe(true);
    }
  });

  it('is reproduced exactly by its thresholds', () => {
    for (let channel = 0; channel < GAINS.length; channel++) {
      const thresholds = encoderThresholds(encoder, channel);
      let rank = 0;
      const wrong = everyAccumulator(encoder).filter((accumulator) => {
        while (rank < thresholds.length && thresholds[rank]! <= accumulator) rank++;
        return rankOf(encoder, accumulator, channel) !== rank;
      });
      expect(wrong).toEqual([]);
    }
  });

  it('lies within one code of the nearest level', () => {
    const { levels, thresholds } = encoder.output;
    GAINS.forEach((gain, channel) => {
      const far = everyAccumulator(encoder).filter((accumulator) => {
        const value = (accumulator + [0, 17, -300, 5, -4096][channel]!) * gain;
        const nearest = thresholds.findIndex((threshold) => threshold >= value);
        return Math.abs(rankOf(encoder, accumulator, channel) - (nearest < 0 ? levels.length - 1 : nearest)) > 1;
      });
      expect(far).toEqual([]);
    });
  });

  it('has the structure of its widths', () => {
    const { family, ...widths } = encoderStructure(macWith(13), encoder.output);
    expect(encoder.family).toBe(family);
    expect(encoder.parameters).toMatchObject(widths);
  });
});

describe('deriveEncoder to integers', () => {
  it('equals ((sum * multiplier) + half) >> shift in exact integers, then the clamp', () => {
    const encoder = encoderOf('int8', [0.0371], [100], { bits: 14 });
    const { bias, multiplier, shift } = encoder.parameters as RequantizerParameters;
    for (const accumulator of everyAccumulator(encoder)) {
      const product = (BigInt(accumulator) + BigInt(bias[0]!)) * BigInt(multiplier[0]!);
      const level = Number((product + (1n << BigInt(shift[0]! - 1))) >> BigInt(shift[0]!));
      expect(rankOf(encoder, accumulator)).toBe(Math.min(127, Math.max(-127, level)) + 127);
    }
  });

  it('fills all multiplier bits, rounding included', () => {
    fc.assert(
      fc.property(fc.double({ min: 2 ** -40, max: 2 ** 15, noNaN: true }), (gain) => {
        const { multiplier, shift } = encoderOf('uint8', [gain], [0]).parameters as RequantizerParameters;
        expect(multiplier[0]! >= 2 ** 15 && multiplier[0]! < 2 ** 16).toBe(true);
        expect(Math.abs(multiplier[0]! / 2 ** shift[0]! / gain - 1)).toBeLessThanOrEqual(2 ** -16);
      }),
    );
  });

  it.each([
    [2 ** 16, 65535, 0],
    [2 ** 20, 65535, 0],
    [65535.9, 65535, 0],
    [2 ** -49, 2 ** 14, 63],
    [2 ** -80, 0, 63],
    [1 - 2 ** -30, 2 ** 15, 15],
  ])('turns the gain %d into %d >> %d', (gain, multiplier, shift) => {
    expect(encoderOf('uint8', [gain], [0]).parameters).toMatchObject({ multiplier: Float64Array.of(multiplier), shift: Uint8Array.of(shift) });
  });

  it('is exact for accumulators beyond 53-bit products', () => {
    const encoder = encoderOf('int8', [2 ** -40 * 1.2345], [0], { bits: 50 });
    const { multiplier, shift } = encoder.parameters as RequantizerParameters;
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 49n), max: 2n ** 49n - 1n }), (accumulator) => {
        const level = (accumulator * BigInt(multiplier[0]!) + (1n << BigInt(shift[0]! - 1))) >> BigInt(shift[0]!);
        const clamped = level > 127n ? 127 : level < -127n ? -127 : Number(level);
        expect(rankOf(encoder, Number(accumulator))).toBe(clamped + 127);
      }),
    );
  });
});

describe('deriveEncoder to logarithmic codes', () => {
  /** The encoder drawn as bits: leading one, address, table, offset, rounding, clamp. */
  function drawn(p: LogEncoderParameters, accumulator: bigint, channel: number): number {
    const sum = accumulator + BigInt(p.bias[channel]!);
    const magnitude = sum < 0n ? -sum : sum;
    if (magnitude === 0n || (sum < 0n && !p.outputSigned)) return 0;
    const position = magnitude.toString(2).length - 1;
    const behind = (magnitude << BigInt(p.addressBits)) >> BigInt(position);
    const address = Number(behind) - 2 ** p.addressBits;
    const g = BigInt(p.guardFractionBits);
    const logSum = (BigInt(position) << g) + BigInt(p.table[address]!) + BigInt(p.offset[channel]!);
    if (logSum < BigInt(p.zeroThreshold)) return 0;
    const drop = g - BigInt(p.outputFractionBits);
    const rounded = drop === 0n ? logSum : (logSum + (1n << (drop - 1n))) >> drop;
    const largest = (1n << BigInt(p.outputIntegerBits + p.outputFractionBits)) - 1n;
    const code = rounded > largest ? largest : rounded < 1n ? 1n : rounded;
    return Number(sum < 0n ? code | (largest + 1n) : code);
  }

  it.each(['ulns:1.0', 'ulns:3.0', 'ulns:2.2', 'ulns:3.3', 'lns:2.1', 'lns:3.2', 'ulns:1.0:log', 'ulns:3.0:log', 'lns:2.1:log'])('%s equals the drawn encoder', (output) => {
    const encoder = encoderOf(output, GAINS, [0, 17, -300, 5, -5000]);
    for (let channel = 0; channel < GAINS.length; channel++) {
      const parameters = encoder.parameters as LogEncoderParameters;
      const wrong = everyAccumulator(encoder).filter((sum) => encoder.encode(sum, channel) !== drawn(parameters, BigInt(sum), channel));
      expect(wrong).toEqual([]);
    }
  });

  it('equals the drawn encoder for accumulators of 53 bits', () => {
    const encoder = encoderOf('lns:3.4', [2 ** -50], [2 ** 52], { bits: 53 });
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 52n), max: 2n ** 52n - 1n }), (accumulator) => {
        expect(encoder.encode(Number(accumulator), 0)).toBe(drawn(encoder.parameters as LogEncoderParameters, accumulator, 0));
      }),
    );
    expect((encoder.parameters as LogEncoderParameters).bias[0]).toBe(2 ** 52 - 1);
  });

  it.each([
    ['ulns:2.2', 0.03],
    ['ulns:3.3', 0.04],
    ['lns:3.2', 0.05],
    ['ulns:3.0', 0.02],
    ['ulns:3.0:log', 0.03],
    ['ulns:2.1:log', 0.03],
  ])('%s differs from the nearest level for less than %d of log-uniform sums', (output, bound) => {
    const encoder = encoderOf(output, [2 ** -30], [0], { bits: 40 });
    const { thresholds } = encoder.output;
    let different = 0;
    for (let i = 0; i < 4000; i++) {
      const accumulator = Math.round(2 ** (32 - (11 * i) / 4000));
      const value = accumulator * 2 ** -30;
      const nearest = thresholds.findIndex((threshold) => threshold >= value);
      if (rankOf(encoder, accumulator) !== (nearest < 0 ? encoder.output.levels.length - 1 : nearest)) different++;
    }
    expect(different / 4000).toBeLessThan(bound);
  });

  it('keeps the sign of signed outputs', () => {
    const encoder = encoderOf('lns:3.2', [0.003], [0]);
    const top = encoder.output.levels.length - 1;
    for (let accumulator = 0; accumulator < 4096; accumulator++) {
      expect(rankOf(encoder, -accumulator)).toBe(top - rankOf(encoder, accumulator));
    }
  });

  it.each([
    [2 ** -200, 0],
    [2 ** 200, 15],
  ])('loses nothing by the clamp of the offset, gain %d', (gain, code) => {
    const encoder = encoderOf('ulns:2.2', [gain], [0], { bits: 20 });
    const { offset, offsetBits } = encoder.parameters as LogEncoderParameters;
    expect(-(2 ** (offsetBits - 1)) <= offset[0]! && offset[0]! < 2 ** (offsetBits - 1)).toBe(true);
    for (const accumulator of [1, 2, 1000, 2 ** 19 - 1]) expect(encoder.encode(accumulator, 0)).toBe(code);
  });
});

describe('deriveEncoder', () => {
  it('rounds the bias to accumulator units and clamps it to the accumulator', () => {
    expect((encoderOf('uint8', [1, 1, 1], [2.6, 1e9, -1e9], { bits: 8 }).parameters as RequantizerParameters).bias).toEqual(Float64Array.of(3, 127, -128));
  });

  it('merges unit, weight scale, activation scale and output scale', () => {
    const mac = { ...macWith(20), unit: 0.5 };
    const encoder = deriveEncoder(mac, parseFormat('uint8'), {
      weightScales: Float64Array.of(0.25),
      activationScale: 4,
      outputScale: 2,
      bias: Float64Array.of(1, -1),
    });
    expect(encoder.parameters).toMatchObject({ bias: Float64Array.of(2, -2), multiplier: Float64Array.of(2 ** 15, 2 ** 15), shift: Uint8Array.of(17, 17) });
    expect([encoder.encode(398, 0), encoder.encode(402, 1)]).toEqual([100, 100]);
  });

  it('clamps signed outputs behind a ReLU, and outputs behind a Clip', () => {
    const relu = encoderOf('int4', [1], [0], { activation: { kind: 'relu' } });
    expect([-5, -1, 3, 99].map((sum) => rankOf(relu, sum) - 7)).toEqual([0, 0, 3, 7]);
    const clip = encoderOf('uint4', [1], [0], { activation: { kind: 'clip', min: 2, max: 6 } });
    expect([-5, 3, 6, 99].map((sum) => rankOf(clip, sum))).toEqual([2, 3, 6, 6]);
    expect(clip.rankRange).toEqual([2, 6]);
    expect(encoderOf('uint4', [1], [0], { activation: { kind: 'relu' } }).rankRange).toBeUndefined();
  });

  it.each<ActivationFunction>([{ kind: 'sigmoid' }, { kind: 'tanh' }, { kind: 'leakyRelu', alpha: 0.1 }])('refuses the activation function %j', (activation) => {
    expect(() => encoderOf('int4', [1], [0], { activation })).toThrow(expect.objectContaining({ code: 'infeasible' }));
  });

  it('refuses scales that are not positive, and lengths that disagree', () => {
    expect(() => encoderOf('uint4', [0], [0])).toThrow(BitscapeError);
    expect(() => encoderOf('uint4', [NaN], [0])).toThrow(BitscapeError);
    const scales = { weightScales: Float64Array.of(1, 1), activationScale: 1, outputScale: 1, bias: Float64Array.of(0, 0, 0) };
    expect(() => deriveEncoder(macWith(13), parseFormat('uint4'), scales)).toThrow('2 weight scales for 3 channels');
  });
});
