import { APOT_BITS, apotMagnitudes } from './apotMagnitudes.js';
import type { FormatFamily } from './FormatFamily.js';
import { midpointThresholds } from './midpointThresholds.js';
import { signMagnitudeCodes, symmetricLevels } from './signMagnitude.js';
import { widthRefusal } from './widthRefusal.js';

const BITS = { name: 'bits', minimum: 1 + APOT_BITS.minimum, maximum: 1 + APOT_BITS.maximum } as const;

/** `apot<b>`: sign bit and an additive power-of-two magnitude of b - 1 bits; largest level 1. A product with an integer is one shift a term and an addition. */
export const apotFamily: FormatFamily = {
  family: 'apot',
  syntax: 'apot<b>',
  description: `sign and sum of at most two powers of two, b = ${BITS.minimum} … ${BITS.maximum}`,
  parameters: [BITS],
  readNumbers(text) {
    const match = /^apot(0|[1-9]\d*)$/.exec(text);
    return match === null ? undefined : [Number(match[1])];
  },
  nameOf: ([bits]) => `apot${bits}`,
  refusal: ([bits]) => widthRefusal(bits!, BITS),
  create([bits]) {
    const { integers: magnitudes, codes, unit, terms } = apotMagnitudes(bits! - 1);
    const integers = symmetricLevels(magnitudes);
    const levels = integers.map((integer) => integer * unit);
    const top = magnitudes.length - 1;
    return {
      name: `apot${bits}`,
      family: 'apot',
      parameters: { bits: bits! },
      bits: bits!,
      signed: true,
      levels,
      ...midpointThresholds(levels, top),
      zeroRank: top,
      ...signMagnitudeCodes(codes),
      signedSibling: `apot${bits}`,
      grid: { unit, integers, terms },
    };
  },
};
