import type { FormatFamily } from './FormatFamily.js';
import { logMagnitudes } from './logMagnitudes.js';
import { LOG_CODE_BITS, LOG_WIDTHS, logRefusal, readLogName } from './logWidths.js';
import { midpointThresholds } from './midpointThresholds.js';

/**
 * `ulns:<i>.<f>`: biased log2 code of `i` integer and `f` fraction bits without a sign; code 0 is zero, the all-ones code is 1.
 * The signed sibling gives up one fraction bit for the sign, or one integer bit when there is no fraction.
 */
export const ulnsFamily: FormatFamily = {
  family: 'ulns',
  syntax: 'ulns:<i>.<f>',
  description: `log2 code without sign, 0 and 2^((c-cmax)/2^f), i = 1 … ${LOG_WIDTHS[0].maximum}, f = 0 … ${LOG_WIDTHS[1].maximum}, i+f <= ${LOG_CODE_BITS.maximum}`,
  parameters: LOG_WIDTHS,
  readNumbers: (text) => readLogName('ulns', text),
  nameOf: ([i, f]) => `ulns:${i}.${f}`,
  refusal: logRefusal,
  create([integerBits, fractionBits]) {
    const levels = logMagnitudes(integerBits!, fractionBits!);
    return {
      name: `ulns:${integerBits}.${fractionBits}`,
      family: 'ulns',
      parameters: { integerBits: integerBits!, fractionBits: fractionBits! },
      bits: integerBits! + fractionBits!,
      signed: false,
      levels,
      ...midpointThresholds(levels, 0),
      zeroRank: 0,
      codeOf: (rank) => rank,
      rankOf: (code) => (code < levels.length ? code : 0),
      signedSibling: signedSibling(integerBits!, fractionBits!),
    };
  },
};

function signedSibling(integerBits: number, fractionBits: number): string {
  if (fractionBits > 0) return `lns:${integerBits}.${fractionBits - 1}`;
  // One bit holds no signed set with zero: ulns:1.0 grows to two bits.
  return `lns:${Math.max(1, integerBits - 1)}.0`;
}
