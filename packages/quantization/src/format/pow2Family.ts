import type { FormatFamily } from './FormatFamily.js';
import { midpointThresholds } from './midpointThresholds.js';
import { POWER_BITS, powerIntegers, powerShifts, powerUnit } from './powerMagnitudes.js';
import { signMagnitudeCodes, symmetricLevels } from './signMagnitude.js';
import { widthRefusal } from './widthRefusal.js';

const BITS = { name: 'bits', minimum: 2, maximum: 1 + POWER_BITS.maximum } as const;

/**
 * `pow2:<b>`: zero and signed powers of two, `±2^(c - cmax)` for the magnitude codes c = 1 … cmax = 2^(b-1) - 1 (as INQ, with the
 * smallest code as zero). A product with an integer is a shift. The levels are those of `lns:<b-1>.0`, whose products add codes instead.
 */
export const pow2Family: FormatFamily = {
  family: 'pow2',
  syntax: 'pow2:<b>',
  description: `0 and ±2^(c-cmax), sign and exponent code, b = ${BITS.minimum} … ${BITS.maximum}`,
  parameters: [BITS],
  readNumbers(text) {
    const match = /^pow2:(0|[1-9]\d*)$/.exec(text);
    return match === null ? undefined : [Number(match[1])];
  },
  nameOf: ([bits]) => `pow2:${bits}`,
  refusal: ([bits]) => widthRefusal(bits!, BITS),
  create([bits]) {
    const integers = symmetricLevels(powerIntegers(bits! - 1));
    const unit = powerUnit(bits! - 1);
    const levels = integers.map((integer) => integer * unit);
    const top = (levels.length - 1) / 2;
    return {
      name: `pow2:${bits}`,
      family: 'pow2',
      parameters: { bits: bits! },
      bits: bits!,
      signed: true,
      levels,
      ...midpointThresholds(levels, top),
      zeroRank: top,
      ...signMagnitudeCodes(Uint16Array.from({ length: top + 1 }, (_, code) => code)),
      signedSibling: `pow2:${bits}`,
      grid: { unit, integers, terms: [powerShifts(bits! - 1)] },
    };
  },
};
