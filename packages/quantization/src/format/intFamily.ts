import type { FormatFamily } from './FormatFamily.js';
import { midpointThresholds } from './midpointThresholds.js';
import { symmetricLevels } from './signMagnitude.js';
import { widthRefusal } from './widthRefusal.js';

const BITS = { name: 'bits', minimum: 2, maximum: 16 } as const;

/** `int<b>`: narrow symmetric integers `-(2^(b-1) - 1) … 2^(b-1) - 1` in two's complement; the pattern `100…0` is unused. */
export const intFamily: FormatFamily = {
  family: 'int',
  syntax: 'int<b>',
  description: `signed integers -(2^(b-1)-1) … 2^(b-1)-1, b = ${BITS.minimum} … ${BITS.maximum}`,
  parameters: [BITS],
  readNumbers(text) {
    const match = /^int(0|[1-9]\d*)$/.exec(text);
    return match === null ? undefined : [Number(match[1])];
  },
  nameOf: ([bits]) => `int${bits}`,
  refusal: ([bits]) => widthRefusal(bits!, BITS),
  create([bits]) {
    const top = 2 ** (bits! - 1) - 1;
    const mask = 2 ** bits! - 1;
    const levels = symmetricLevels(Float64Array.from({ length: top + 1 }, (_, m) => m));
    return {
      name: `int${bits}`,
      family: 'int',
      parameters: { bits: bits! },
      bits: bits!,
      signed: true,
      levels,
      ...midpointThresholds(levels, top),
      zeroRank: top,
      codeOf: (rank) => (rank - top) & mask,
      rankOf(code) {
        if (code > mask || code === top + 1) return top;
        return code <= top ? top + code : top + code - (mask + 1);
      },
      signedSibling: `int${bits}`,
      grid: { unit: 1, integers: levels },
    };
  },
};
