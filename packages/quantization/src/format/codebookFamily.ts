import type { FormatFamily } from './FormatFamily.js';
import { midpointThresholds } from './midpointThresholds.js';
import type { NumberFormat } from './NumberFormat.js';

/** Bits of the two's-complement grid that entries lie on. */
const GRID_BITS = 12;
const LIMIT = 2 ** (GRID_BITS - 1) - 1;
const ENTRIES = { minimum: 2, maximum: 256 } as const;

/**
 * `codebook:<v>,<v>,…`: any set of integers on a 12-bit grid, ascending; the name is the definition. Codes count from zero in two's
 * complement (from the middle where zero is missing). `fitCodebook` makes one of data.
 */
export const codebookFamily: FormatFamily = {
  family: 'codebook',
  syntax: 'codebook:<v>,<v>,…',
  description: `${ENTRIES.minimum} … ${ENTRIES.maximum} ascending integers of at most ${LIMIT} in magnitude`,
  parameters: [],
  readNumbers(text) {
    if (!/^codebook:(0|-?[1-9]\d*)(,(0|-?[1-9]\d*))*$/.test(text)) return undefined;
    return text.slice('codebook:'.length).split(',').map(Number);
  },
  nameOf: (numbers) => `codebook:${numbers.join(',')}`,
  refusal(numbers) {
    if (numbers.length < ENTRIES.minimum || numbers.length > ENTRIES.maximum) return `it must have ${ENTRIES.minimum} … ${ENTRIES.maximum} entries, not ${numbers.length}`;
    const large = numbers.find((value) => Math.abs(value) > LIMIT);
    if (large !== undefined) return `entries must lie in -${LIMIT} … ${LIMIT}, not ${large}`;
    const fall = numbers.findIndex((value, i) => i > 0 && value <= numbers[i - 1]!);
    if (fall > 0) return `entries must ascend, but ${numbers[fall]} follows ${numbers[fall - 1]}`;
    return numbers.at(-1)! > 0 ? undefined : 'the largest entry must be positive';
  },
  create: (numbers) => codebookFormat(numbers),
};

/** The codebook of ascending integers that `refusal` accepts. */
function codebookFormat(numbers: readonly number[]): NumberFormat {
  const levels = Float64Array.from(numbers);
  const bits = Math.ceil(Math.log2(levels.length));
  const mask = 2 ** bits - 1;
  const zeroRank = levels.indexOf(0);
  const origin = zeroRank >= 0 ? zeroRank : levels.length >> 1;
  const signed = levels[0]! < 0;
  const name = `codebook:${numbers.join(',')}`;
  return {
    name,
    family: 'codebook',
    parameters: { bits, gridBits: GRID_BITS },
    bits,
    signed,
    levels,
    ...midpointThresholds(levels, zeroRank),
    zeroRank,
    codeOf: (rank) => (rank - origin) & mask,
    rankOf(code) {
      const rank = (code + origin) & mask;
      return code <= mask && rank < levels.length ? rank : zeroRank >= 0 ? zeroRank : levels.length - 1;
    },
    signedSibling: signed ? name : `codebook:${mirrored(numbers, bits).join(',')}`,
    grid: { unit: 1, integers: levels },
  };
}

/** Every second entry from the largest down with both signs, and zero: a signed set of equal storage bits. */
function mirrored(numbers: readonly number[], bits: number): number[] {
  const count = Math.max(1, 2 ** (bits - 1) - 1);
  const positive = numbers.filter((value) => value > 0).reverse();
  const step = positive.length > count ? 2 : 1;
  const kept = positive.filter((_, i) => i % step === 0).slice(0, count).reverse();
  return [...kept.map((value) => -value).reverse(), 0, ...kept];
}
