import { OBJECTIVES, type ObjectiveName, type ObjectiveValues } from '@bitscape/design';

/** Bounds on objectives, in their units. */
export type Constraints = Readonly<Partial<Record<ObjectiveName, { readonly min?: number | undefined; readonly max?: number | undefined }>>>;

/** One bound that a point misses. */
export interface Violation {
  readonly objective: ObjectiveName;
  readonly bound: 'min' | 'max';
  readonly limit: number;
  readonly value: number;
  /** Distance to the limit, positive, in the objective's unit. */
  readonly amount: number;
}

/** The bounds that known values miss. Unknown values violate nothing. */
export function violations(values: ObjectiveValues, constraints: Constraints): Violation[] {
  return (Object.keys(constraints) as ObjectiveName[]).flatMap((objective) => {
    const { min, max } = constraints[objective]!;
    const value = values[objective];
    if (value === undefined) return [];
    const missed: Violation[] = [];
    if (min !== undefined && value < min) missed.push({ objective, bound: 'min', limit: min, value, amount: min - value });
    if (max !== undefined && value > max) missed.push({ objective, bound: 'max', limit: max, value, amount: value - max });
    return missed;
  });
}

/** `energy 12 µJ > 10 µJ`. */
export function violationText({ objective, bound, limit, value }: Violation): string {
  return `${objective} ${quantity(objective, value)} ${bound === 'min' ? '<' : '>'} ${quantity(objective, limit)}`;
}

/** `energy ≤ 10 µJ`. */
export function boundText(objective: ObjectiveName, bound: 'min' | 'max', limit: number): string {
  return `${objective} ${bound === 'min' ? '≥' : '≤'} ${quantity(objective, limit)}`;
}

/** A value with its unit, four significant digits. */
export function quantity(objective: ObjectiveName, value: number): string {
  const { unit } = OBJECTIVES[objective];
  return `${Number(value.toPrecision(4))}${unit === '' ? '' : ` ${unit}`}`;
}
