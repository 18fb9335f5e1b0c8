import { widthRefusal } from './widthRefusal.js';

/**
 * Widths of a logarithmic code. At least one integer bit, or the code spans less than an octave; at most six, or the smallest
 * level falls below what float32 data can hold; at most twelve bits together, or the decision tables outgrow every use.
 */
export const LOG_WIDTHS = [
  { name: 'integerBits', minimum: 1, maximum: 6 },
  { name: 'fractionBits', minimum: 0, maximum: 11 },
] as const;

export const LOG_CODE_BITS = { name: 'integerBits + fractionBits', minimum: 1, maximum: 12 } as const;

/** 1 where codes round to nearest in the log domain (suffix `:log`), 0 for the linear domain. */
export const LOG_ROUNDING = { name: 'logRounding', minimum: 0, maximum: 1 } as const;

/** Reads `<prefix>:<i>.<f>` and `<prefix>:<i>.<f>:log` as integer bits, fraction bits, log rounding. */
export function readLogName(prefix: string, text: string): readonly number[] | undefined {
  const match = new RegExp(`^${prefix}:(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(:log)?$`).exec(text);
  return match === null ? undefined : [Number(match[1]), Number(match[2]), match[3] === undefined ? 0 : 1];
}

/** Canonical name of what {@link readLogName} reads. */
export function logName(prefix: string, [integerBits, fractionBits, logRounding]: readonly number[]): string {
  return `${prefix}:${integerBits}.${fractionBits}${logRounding === 1 ? ':log' : ''}`;
}

/** Named parameters of a logarithmic format. */
export function logParameters([integerBits, fractionBits, logRounding]: readonly number[]): Readonly<Record<string, number>> {
  return { integerBits: integerBits!, fractionBits: fractionBits!, ...(logRounding === 1 ? { logRounding } : {}) };
}

/** Why a pair of widths is not allowed; undefined if it is. */
export function logRefusal([integerBits, fractionBits]: readonly number[]): string | undefined {
  return (
    widthRefusal(integerBits!, LOG_WIDTHS[0]) ??
    widthRefusal(fractionBits!, LOG_WIDTHS[1]) ??
    widthRefusal(integerBits! + fractionBits!, LOG_CODE_BITS)
  );
}
