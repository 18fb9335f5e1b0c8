import type { FamilyParameter } from './FormatFamily.js';

/** Says that a width lies outside its range; undefined if it does not. */
export function widthRefusal(value: number, { name, minimum, maximum }: FamilyParameter): string | undefined {
  if (value >= minimum && value <= maximum) return undefined;
  return `${name} must be ${minimum} … ${maximum}, not ${value}`;
}
