import type { JsonPath } from './jsonPointer.js';
import { roundSignificant } from './roundSignificant.js';
import type { StudyCheck } from './StudyCheck.js';

export interface AxisRange {
  readonly from: number;
  readonly to: number;
  readonly step?: number;
  readonly count?: number;
  readonly scale?: 'linear' | 'log';
}

const MOST_VALUES = 1000;

/**
 * Values of an integer or real axis: both ends, and equal steps or equal ratios between them, to eight significant digits. With a
 * whole `from` and no `count` all values are whole. Values that rounding makes equal appear once.
 *
 * @throws BitscapeError `invalid-study` for an empty or too long range, and for a logarithmic one that is not positive.
 */
export function rangeValues(path: JsonPath, { from, to, step, count, scale = 'linear' }: AxisRange, check: StudyCheck): number[] {
  if (!(from < to)) check.fail(path, `the range from ${from} to ${to} is empty`, '"from" must be less than "to".');
  if (step !== undefined && count !== undefined) check.fail(path, 'a range has a "step" or a "count", not both');
  if (scale === 'log' && (count === undefined || !(from > 0))) check.fail(path, 'a logarithmic range needs a "count" and a "from" above 0');
  const steps = count === undefined ? Math.floor((to - from) / (step ?? 1) + 1e-9) : count - 1;
  if (steps >= MOST_VALUES) check.fail(path, `the range has ${steps + 1} values, more than ${MOST_VALUES}`, 'Give a larger "step", or a "count".');
  const whole = Number.isInteger(from) && Number.isInteger(to) && scale === 'log';
  const values = Array.from({ length: steps + 1 }, (_, position) => {
    if (count === undefined) return roundSignificant(from + position * (step ?? 1));
    const share = position / steps;
    const value = scale === 'log' ? from * (to / from) ** share : from + (to - from) * share;
    return whole ? Math.round(value) : roundSignificant(value);
  });
  return [...new Set(values)];
}
