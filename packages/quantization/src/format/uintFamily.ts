import type { FormatFamily } from './FormatFamily.js';
import { midpointThresholds } from './midpointThresholds.js';
import { widthRefusal } from './widthRefusal.js';

const BITS = { name: 'bits', minimum: 1, maximum: 16 } as const;

/** `uint<b>`: integers `0 … 2^b - 1`. The signed sibling is `int<b>`; `uint1` has `int2`, since one bit holds no signed set with zero. */
export const uintFamily: FormatFamily = {
  family: 'uint',
  syntax: 'uint<b>',
  description: `unsigned integers 0 … 2^b-1, b = ${BITS.minimum} … ${BITS.maximum}`,
  parameters: [BITS],
  readNumbers(text) {
    const match = /^uint(0|[1-9]\d*)$/.exec(text);
    return match === null ? undefined : [Number(match[1])];
  },
  nameOf: ([bits]) => `uint${bits}`,
  refusal: ([bits]) => widthRefusal(bits!, BITS),
  create([bits]) {
    const levels = Float64Array.from({ length: 2 ** bits! }, (_, m) => m);
    return {
      name: `uint${bits}`,
      family: 'uint',
      parameters: { bits: bits! },
      bits: bits!,
      signed: false,
      levels,
      ...midpointThresholds(levels, 0),
      zeroRank: 0,
      codeOf: (rank) => rank,
      rankOf: (code) => (code < levels.length ? code : 0),
      signedSibling: `int${Math.max(2, bits!)}`,
      grid: { unit: 1, integers: levels },
    };
  },
};
