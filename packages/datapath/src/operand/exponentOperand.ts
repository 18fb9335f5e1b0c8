import type { NumberFormat } from '@bitscape/quantization';
import { exponentTable } from '../mac/exponentTable.js';
import type { ExponentOperandParameters, OperandFamily } from './LinearOperand.js';

/** Fraction bits of an offset beyond those of the code: the gain is met to 2^-(f+5) octaves. */
const GUARD_BITS = 4;
/** Bits of a table entry beyond the code's fraction bits. */
const TABLE_GUARD_BITS = 6;

/**
 * Logarithmic codes: add the channel's offset, exponentiate the fraction by table, shift by the integer part (rounding half away from
 * zero when bits fall off), gate zero, apply the sign: the structure of a logarithmic product.
 */
export const exponentOperandFamily: OperandFamily = {
  formats: 'lns, ulns',
  accepts: ({ family }) => ['lns', 'ulns'].includes(family),
  derive(format, gains, exactGain) {
    const { fraction, maxCode } = widthsOf(format);
    const guard = exactGain ? 0 : GUARD_BITS;
    const fractionBits = fraction + guard;
    const steps = 2 ** fractionBits;
    const tableBits = tableBitsOf(fractionBits, fraction);
    const table = exponentTable(fractionBits, tableBits);
    const offset = gains.map((gain) => Math.round(steps * Math.log2(gain)) - maxCode * 2 ** guard);
    const parameters: ExponentOperandParameters = { fractionBits, tableBits, table, offset };
    return {
      family: 'exponent',
      parameters,
      entry(code, channel) {
        const rank = format.rankOf(code);
        if (rank === format.zeroRank) return 0;
        const sum = Math.abs(rank - format.zeroRank) * 2 ** guard + offset[channel]!;
        const exponent = Math.floor(sum / steps);
        const significand = 2 ** tableBits + table[sum - exponent * steps]!;
        const magnitude = Math.floor(significand * 2 ** (exponent - tableBits) + 0.5);
        return rank < format.zeroRank && magnitude > 0 ? -magnitude : magnitude;
      },
    };
  },
  levelUnit(format) {
    const { fraction, maxCode } = widthsOf(format);
    return 2 ** -(tableBitsOf(fraction, fraction) + maxCode / 2 ** fraction);
  },
};

function widthsOf(format: NumberFormat): { readonly fraction: number; readonly maxCode: number } {
  const { integerBits, fractionBits } = format.parameters;
  return { fraction: fractionBits!, maxCode: 2 ** (integerBits! + fractionBits!) - 1 };
}

/** Without fraction bits every power is a shift. */
function tableBitsOf(fractionBits: number, codeFraction: number): number {
  return fractionBits === 0 ? 0 : codeFraction + TABLE_GUARD_BITS;
}
