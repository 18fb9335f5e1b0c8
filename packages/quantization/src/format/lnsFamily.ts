import type { FormatFamily } from './FormatFamily.js';
import { logMagnitudes } from './logMagnitudes.js';
import { LOG_CODE_BITS, LOG_WIDTHS, logRefusal, readLogName } from './logWidths.js';
import { midpointThresholds } from './midpointThresholds.js';
import { symmetricLevels } from './signMagnitude.js';

/**
 * `lns:<i>.<f>`: sign bit (most significant) and a biased log2 code of `i` integer and `f` fraction bits. Magnitude code 0 is
 * zero, the all-ones code is 1, and neighbours differ by the factor `2^(2^-f)`. The pattern "minus zero" is unused.
 */
export const lnsFamily: FormatFamily = {
  family: 'lns',
  syntax: 'lns:<i>.<f>',
  description: `sign and log2 code, 0 and ±2^((c-cmax)/2^f), i = 1 … ${LOG_WIDTHS[0].maximum}, f = 0 … ${LOG_WIDTHS[1].maximum}, i+f <= ${LOG_CODE_BITS.maximum}`,
  parameters: LOG_WIDTHS,
  readNumbers: (text) => readLogName('lns', text),
  nameOf: ([i, f]) => `lns:${i}.${f}`,
  refusal: logRefusal,
  create([integerBits, fractionBits]) {
    const levels = symmetricLevels(logMagnitudes(integerBits!, fractionBits!));
    const top = (levels.length - 1) / 2;
    const sign = top + 1;
    return {
      name: `lns:${integerBits}.${fractionBits}`,
      family: 'lns',
      parameters: { integerBits: integerBits!, fractionBits: fractionBits! },
      bits: 1 + integerBits! + fractionBits!,
      signed: true,
      levels,
      ...midpointThresholds(levels, top),
      zeroRank: top,
      codeOf: (rank) => (rank < top ? sign + (top - rank) : rank - top),
      rankOf(code) {
        if (code >= 2 * sign) return top;
        return code < sign ? top + code : top - (code - sign);
      },
      signedSibling: `lns:${integerBits}.${fractionBits}`,
    };
  },
};
