import type { MultiplyOperandParameters, OperandFamily } from './LinearOperand.js';
import { scaleRounded } from '../encoder/scaleRounded.js';

const MULTIPLIER_BITS = 16;
const SHIFTS = [-64, 63] as const;

/** Levels that are integers of a unit: the integer (decoded where the code is not the integer itself) times a 16-bit fixed-point number, rounded half up. Gains below 2^-48 keep fewer bits. */
export const multiplyOperandFamily: OperandFamily = {
  formats: 'formats with levels on an integer grid',
  accepts: ({ grid }) => grid !== undefined,
  derive(format, gains) {
    const { unit, integers } = format.grid!;
    const multiplier = new Float64Array(gains.length);
    const shift = new Int8Array(gains.length);
    gains.forEach((levelGain, channel) => {
      const gain = levelGain * unit;
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
        const integer = integers[format.rankOf(code)]!;
        const [factor, position] = [multiplier[channel]!, shift[channel]!];
        return position >= 0 ? scaleRounded(integer, factor, position) : integer * factor * 2 ** -position;
      },
    };
  },
  levelUnit: ({ grid }) => grid!.unit,
};
