import type { FormatFamily } from './FormatFamily.js';
import { logMagnitudes } from './logMagnitudes.js';
import { logThresholds } from './logThresholds.js';
import { LOG_CODE_BITS, LOG_ROUNDING, LOG_WIDTHS, logName, logParameters, logRefusal, readLogName } from './logWidths.js';

/**
 * `ulns:<i>.<f>`: biased log2 code of `i` integer and `f` fraction bits without a sign; code 0 is zero, the all-ones code is 1.
 * The signed sibling gives up one fraction bit for the sign, or one integer bit when there is no fraction.
 */
export const ulnsFamily: FormatFamily = {
  family: 'ulns',
  syntax: 'ulns:<i>.<f>[:log]',
  description: `log2 code without sign, 0 and 2^((c-cmax)/2^f), i = 1 … ${LOG_WIDTHS[0].maximum}, f = 0 … ${LOG_WIDTHS[1].maximum}, i+f <= ${LOG_CODE_BITS.maximum}`,
  parameters: [...LOG_WIDTHS, LOG_ROUNDING],
  readNumbers: (text) => readLogName('ulns', text),
  nameOf: (numbers) => logName('ulns', numbers),
  refusal: logRefusal,
  create(numbers) {
    const [integerBits, fractionBits, logRounding] = numbers;
    const levels = logMagnitudes(integerBits!, fractionBits!);
    return {
      name: logName('ulns', numbers),
      family: 'ulns',
      parameters: logParameters(numbers),
      bits: integerBits! + fractionBits!,
      signed: false,
      levels,
      ...logThresholds(levels, 0, fractionBits!, logRounding === 1),
      zeroRank: 0,
      codeOf: (rank) => rank,
      rankOf: (code) => (code < levels.length ? code : 0),
      signedSibling: logName('lns', [...siblingWidths(integerBits!, fractionBits!), logRounding!]),
    };
  },
};

function siblingWidths(integerBits: number, fractionBits: number): readonly [number, number] {
  if (fractionBits > 0) return [integerBits, fractionBits - 1];
  // One bit holds no signed set with zero: ulns:1.0 grows to two bits.
  return [Math.max(1, integerBits - 1), 0];
}
