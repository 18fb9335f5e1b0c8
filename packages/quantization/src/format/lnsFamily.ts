import type { FormatFamily } from './FormatFamily.js';
import { logMagnitudes } from './logMagnitudes.js';
import { logThresholds } from './logThresholds.js';
import { LOG_CODE_BITS, LOG_ROUNDING, LOG_WIDTHS, logName, logParameters, logRefusal, readLogName } from './logWidths.js';
import { signMagnitudeCodes, symmetricLevels } from './signMagnitude.js';

/**
 * `lns:<i>.<f>`: sign bit (most significant) and a biased log2 code of `i` integer and `f` fraction bits. Magnitude code 0 is
 * zero, the all-ones code is 1, and neighbours differ by the factor `2^(2^-f)`: base 2 for f = 0, base √2 for f = 1. The pattern
 * "minus zero" is unused. The suffix `:log` rounds to nearest in the log domain.
 */
export const lnsFamily: FormatFamily = {
  family: 'lns',
  syntax: 'lns:<i>.<f>[:log]',
  description: `sign and log2 code, 0 and ±2^((c-cmax)/2^f), i = 1 … ${LOG_WIDTHS[0].maximum}, f = 0 … ${LOG_WIDTHS[1].maximum}, i+f <= ${LOG_CODE_BITS.maximum}`,
  parameters: [...LOG_WIDTHS, LOG_ROUNDING],
  readNumbers: (text) => readLogName('lns', text),
  nameOf: (numbers) => logName('lns', numbers),
  refusal: logRefusal,
  create(numbers) {
    const [integerBits, fractionBits, logRounding] = numbers;
    const levels = symmetricLevels(logMagnitudes(integerBits!, fractionBits!));
    const top = (levels.length - 1) / 2;
    const name = logName('lns', numbers);
    return {
      name,
      family: 'lns',
      parameters: logParameters(numbers),
      bits: 1 + integerBits! + fractionBits!,
      signed: true,
      levels,
      ...logThresholds(levels, top, fractionBits!, logRounding === 1),
      zeroRank: top,
      ...signMagnitudeCodes(Uint16Array.from({ length: top + 1 }, (_, code) => code)),
      signedSibling: name,
    };
  },
};
