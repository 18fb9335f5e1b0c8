import type { FormatFamily } from './FormatFamily.js';
import { midpointThresholds } from './midpointThresholds.js';
import { POWER_BITS, powerIntegers, powerShifts, powerUnit } from './powerMagnitudes.js';
import { widthRefusal } from './widthRefusal.js';

/** `upow2:<b>`: zero and powers of two `2^(c - cmax)`, without sign. The signed sibling gives up half of the exponents. */
export const upow2Family: FormatFamily = {
  family: 'upow2',
  syntax: 'upow2:<b>',
  description: `0 and 2^(c-cmax) without sign, b = ${POWER_BITS.minimum} … ${POWER_BITS.maximum}`,
  parameters: [POWER_BITS],
  readNumbers(text) {
    const match = /^upow2:(0|[1-9]\d*)$/.exec(text);
    return match === null ? undefined : [Number(match[1])];
  },
  nameOf: ([bits]) => `upow2:${bits}`,
  refusal: ([bits]) => widthRefusal(bits!, POWER_BITS),
  create([bits]) {
    const integers = powerIntegers(bits!);
    const unit = powerUnit(bits!);
    const levels = integers.map((integer) => integer * unit);
    return {
      name: `upow2:${bits}`,
      family: 'upow2',
      parameters: { bits: bits! },
      bits: bits!,
      signed: false,
      levels,
      ...midpointThresholds(levels, 0),
      zeroRank: 0,
      codeOf: (rank) => rank,
      rankOf: (code) => (code < levels.length ? code : 0),
      // One bit holds no signed set with zero.
      signedSibling: `pow2:${Math.max(2, bits!)}`,
      grid: { unit, integers, terms: [powerShifts(bits!)] },
    };
  },
};
