import { buildQuantizer, parseFormat } from '@bitscape/quantization';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveEncoder, encoderStructure } from './deriveEncoder.js';
import { encoderThresholds } from './encoderThresholds.js';

const OUTPUTS = ['pow2:3', 'upow2:3', 'upow2:5', 'apot4', 'uapot4', 'ternary', 'codebook:0,1,4,9,16', 'codebook:-7,-2,0,3'];

describe('a comparator encoder', () => {
  it.each(OUTPUTS)('into %s decides like the format at every accumulator value', (name) => {
    const output = parseFormat(name);
    const scales = { weightScales: Float64Array.of(0.03, 0.011), activationScale: 0.02, outputScale: 0.05, bias: Float64Array.of(0.01, -0.04) };
    const mac = { unit: 0.25, accumulator: { bits: 11, overflow: 'saturate' } } as const;
    const encoder = deriveEncoder(mac, output, scales);
    expect(encoder.family).toBe('comparator');
    for (let channel = 0; channel < 2; channel++) {
      const unit = mac.unit * scales.weightScales[channel]! * scales.activationScale;
      const bias = scales.bias[channel]! / unit;
      const thresholds = encoderThresholds(encoder, channel);
      for (let accumulator = -1024; accumulator < 1024; accumulator++) {
        const level = ((accumulator + bias) * unit) / scales.outputScale;
        // Far from a tie, where the order of the float operations does not matter.
        if (output.thresholds.some((threshold) => Math.abs(level - threshold) < 1e-9)) continue;
        const rank = output.thresholds.filter((threshold) => level > threshold).length;
        expect(encoder.encode(accumulator, channel)).toBe(output.codeOf(rank));
        expect(thresholds.filter((threshold) => threshold <= accumulator).length).toBe(rank);
      }
    }
  });

  it('follows the tie rule of the format', () => {
    const output = parseFormat('codebook:-4,0,4');
    const encoder = deriveEncoder({ unit: 1, accumulator: { bits: 8, overflow: 'wrap' } }, output, {
      weightScales: Float64Array.of(1), activationScale: 1, outputScale: 1, bias: Float64Array.of(0),
    });
    const quantizer = buildQuantizer(output, 1, 'search');
    for (let sum = -128; sum < 128; sum++) expect(encoder.encode(sum, 0)).toBe(output.codeOf(quantizer.rank(sum)));
  });

  it('never decreases, whatever the scales', () => {
    fc.assert(
      fc.property(fc.constantFrom(...OUTPUTS), fc.double({ min: -20, max: 20, noNaN: true }), fc.double({ min: -1e3, max: 1e3, noNaN: true }), (name, exponent, bias) => {
        const output = parseFormat(name);
        const encoder = deriveEncoder({ unit: 1, accumulator: { bits: 9, overflow: 'wrap' } }, output, {
          weightScales: Float64Array.of(2 ** exponent), activationScale: 1, outputScale: 1, bias: Float64Array.of(bias),
        });
        let before = 0;
        for (let sum = -256; sum < 256; sum++) {
          const rank = output.rankOf(encoder.encode(sum, 0));
          expect(rank >= before).toBe(true);
          before = rank;
        }
      }),
      { numRuns: 50 },
    );
  });

  it('has one threshold less than levels, one bit wider than the accumulator', () => {
    expect(encoderStructure({ accumulator: { bits: 20, overflow: 'wrap' } }, parseFormat('uapot4'))).toEqual({
      family: 'comparator', accumulatorBits: 20, biasBits: 0, thresholds: 15, thresholdBits: 21, outputBits: 4,
    });
  });

  it('does not exist for outputs without zero', () => {
    expect(() => encoderStructure({ accumulator: { bits: 20, overflow: 'wrap' } }, parseFormat('binary'))).toThrow('no output encoder writes binary');
  });
});
