import type { FormatFamily } from './FormatFamily.js';
import { midpointThresholds } from './midpointThresholds.js';

/** `ternary`: -1, 0, 1 in two bits, two's complement; 10 is unused. */
export const ternaryFamily: FormatFamily = {
  family: 'ternary',
  syntax: 'ternary',
  description: '-1, 0, 1',
  parameters: [],
  readNumbers: (text) => (text === 'ternary' ? [] : undefined),
  nameOf: () => 'ternary',
  refusal: () => undefined,
  create() {
    const levels = Float64Array.of(-1, 0, 1);
    return {
      name: 'ternary',
      family: 'ternary',
      parameters: {},
      bits: 2,
      signed: true,
      levels,
      ...midpointThresholds(levels, 1),
      zeroRank: 1,
      codeOf: (rank) => (rank - 1) & 3,
      rankOf: (code) => (code === 3 ? 0 : code === 1 ? 2 : 1),
      signedSibling: 'ternary',
      grid: { unit: 1, integers: levels, terms: [[0]] },
    };
  },
};
