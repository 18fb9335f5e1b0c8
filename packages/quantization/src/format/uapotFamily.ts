import { APOT_BITS, apotMagnitudes } from './apotMagnitudes.js';
import type { FormatFamily } from './FormatFamily.js';
import { midpointThresholds } from './midpointThresholds.js';
import { widthRefusal } from './widthRefusal.js';

/** `uapot<b>`: additive powers of two without sign, largest level 1. */
export const uapotFamily: FormatFamily = {
  family: 'uapot',
  syntax: 'uapot<b>',
  description: `sum of at most two powers of two without sign, b = ${APOT_BITS.minimum} … ${APOT_BITS.maximum}`,
  parameters: [APOT_BITS],
  readNumbers(text) {
    const match = /^uapot(0|[1-9]\d*)$/.exec(text);
    return match === null ? undefined : [Number(match[1])];
  },
  nameOf: ([bits]) => `uapot${bits}`,
  refusal: ([bits]) => widthRefusal(bits!, APOT_BITS),
  create([bits]) {
    const { integers, codes, unit, terms } = apotMagnitudes(bits!);
    const levels = integers.map((integer) => integer * unit);
    const rankOf = new Uint16Array(codes.length);
    codes.forEach((code, rank) => (rankOf[code] = rank));
    return {
      name: `uapot${bits}`,
      family: 'uapot',
      parameters: { bits: bits! },
      bits: bits!,
      signed: false,
      levels,
      ...midpointThresholds(levels, 0),
      zeroRank: 0,
      codeOf: (rank) => codes[rank]!,
      rankOf: (code) => rankOf[code] ?? 0,
      // One bit holds no signed set with zero.
      signedSibling: `apot${Math.max(2, bits!)}`,
      grid: { unit, integers, terms },
    };
  },
};
