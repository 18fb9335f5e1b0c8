import type { NumberFormat } from '@bitscape/quantization';
import type { OutputEncoder, RequantizerParameters, RequantizerStructure } from '../Datapath.js';
import type { EncoderFamily, EncoderOptions } from './EncoderFamily.js';
import { scaleRounded } from './scaleRounded.js';

const MULTIPLIER_BITS = 16;
/** Shifts of 0 … 63: gains down to 2^-48 keep all multiplier bits. */
const SHIFT_BITS = 6;

/** Integer output: `((accumulator + bias) * multiplier) >> shift`, rounded half up, clamped. Negative sums of unsigned outputs clamp to 0 (ReLU). */
export const requantizerFamily: EncoderFamily = {
  outputs: 'int, uint',
  accepts: ({ family }) => ['int', 'uint'].includes(family),
  structure,
  derive(accumulatorBits, output, { bias, gain }, options): OutputEncoder<RequantizerParameters> {
    const { family, ...widths } = structure(accumulatorBits, output, options);
    const multiplier = new Float64Array(gain.length);
    const shift = new Uint8Array(gain.length);
    gain.forEach((value, channel) => {
      const fixed = fixedPoint(value, widths.multiplierBits, 2 ** widths.shiftBits - 1);
      multiplier[channel] = fixed.multiplier;
      shift[channel] = fixed.shift;
    });
    const top = output.levels.length - 1;
    return {
      family,
      output,
      channels: gain.length,
      accumulatorBits,
      parameters: { ...widths, bias, multiplier, shift },
      encode(accumulator, channel) {
        const level = scaleRounded(accumulator + bias[channel]!, multiplier[channel]!, shift[channel]!);
        return output.codeOf(Math.min(top, Math.max(0, level + output.zeroRank)));
      },
    };
  },
};

function structure(accumulatorBits: number, output: NumberFormat, options: EncoderOptions): RequantizerStructure {
  return {
    family: 'requantizer',
    accumulatorBits,
    biasBits: accumulatorBits,
    multiplierBits: options.multiplierBits ?? MULTIPLIER_BITS,
    shiftBits: SHIFT_BITS,
    outputBits: output.bits,
    outputSigned: output.signed,
  };
}

/**
 * Gain as `multiplier / 2^shift`, the multiplier filling its bits. Gains below `2^(bits - 1 - maxShift)` lose bits; gains that would need
 * a left shift saturate, as every non-zero sum then clamps anyway.
 */
function fixedPoint(gain: number, bits: number, maxShift: number): { readonly multiplier: number; readonly shift: number } {
  let shift = Math.min(maxShift, bits - 1 - Math.floor(Math.log2(gain)));
  // Rounding can carry out of the top bit, and log2 can be off by one next to a power of two.
  if (Math.round(gain * 2 ** shift) >= 2 ** bits) shift--;
  if (shift < 0) return { multiplier: 2 ** bits - 1, shift: 0 };
  return { multiplier: Math.round(gain * 2 ** shift), shift };
}
