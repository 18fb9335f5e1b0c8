import type { MultiplyOperandParameters, OperandFamily } from './LinearOperand.js';
import { scaleRounded } from '../encoder/scaleRounded.js';

const MULTIPLIER_BITS = 16;
const SHIFTS = [-64, 63] as const;

/** Integer codes: level times a 16-bit fixed-point number, rounded half up. Gains below 2^-48 keep fewer bits. */
export const multiplyOperandFamily: OperandFamily = {
  formats: ['int', 'uint'],
  derive(format, gains) {
    const multiplier = new Float64Array(gains.length);
    const shift = new Int8Array(gains.length);
    gains.forEach((gain, channel) => {
      let position = Math.min(SHIFTS[1], Math.max(SHIFTS[0], MULTIPLIER_BITS - 1 - Math.floor(Math.log2(gain))));
      // Rounding can carry out of the top bit, and log2 can be off by one next to a power of two.
      if (Math.round(gain * 2 ** position) >= 2 ** MULTIPLIER_BITS && position > SHIFTS[0]) position--;
      shift[channel] = position;
      multiplier[channel] = Math.min(2 ** MULTIPLIER_BITS - 1, Math.round(gain * 2 ** position));
    });
    const parameters: MultiplyOperandParameters = { multiplierBits: MULTIPLIER_BITS, multiplier, shift };
    return {
      family: 'multiply',
      parameters,
      entry(code, channel) {
        const level = format.levels[format.rankOf(code)]!;
        const [factor, position] = [multiplier[channel]!, shift[channel]!];
        return position >= 0 ? scaleRounded(level, factor, position) : level * factor * 2 ** -position;
      },
    };
  },
  levelUnit: () => 1,
};
