import type { FormatFamily } from './FormatFamily.js';
import { midpointThresholds } from './midpointThresholds.js';

/** `binary`: -1 and 1; the one bit is the sign, so 0 is stored for +1. Zero rounds up: sign(0) = +1. */
export const binaryFamily: FormatFamily = {
  family: 'binary',
  syntax: 'binary',
  description: '-1, 1; weights only, since activations need a zero',
  parameters: [],
  readNumbers: (text) => (text === 'binary' ? [] : undefined),
  nameOf: () => 'binary',
  refusal: () => undefined,
  create() {
    const levels = Float64Array.of(-1, 1);
    return {
      name: 'binary',
      family: 'binary',
      parameters: {},
      bits: 1,
      signed: true,
      levels,
      ...midpointThresholds(levels, -1),
      zeroRank: -1,
      codeOf: (rank) => 1 - rank,
      rankOf: (code) => (code === 1 ? 0 : 1),
      signedSibling: 'binary',
      grid: { unit: 1, integers: levels, terms: [[0]] },
    };
  },
};
