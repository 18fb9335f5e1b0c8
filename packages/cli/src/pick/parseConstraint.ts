import { InvalidArgumentError } from 'commander';
import { OBJECTIVES, unknownNameHint, type ObjectiveName } from '@bitscape/design';

export type Limits = Partial<Record<ObjectiveName, { min?: number; max?: number }>>;

/** Option parser that collects `accuracy>=0.9`, `area<=2`, `accuracy>=90%`. */
export function collectConstraint(text: string, previous: Limits = {}): Limits {
  const match = /^\s*([A-Za-z]+)\s*(>=|<=)\s*([-+.\deE]+)\s*(%?)\s*$/.exec(text);
  const value = Number(match?.[3]) / (match?.[4] === '%' ? 100 : 1);
  if (match === null || !Number.isFinite(value)) throw new InvalidArgumentError('Expected an objective, >= or <=, and a number: "accuracy>=0.9", "area<=2".');
  const name = objectiveOf(match[1]!);
  const bound = match[2] === '>=' ? { min: value } : { max: value };
  return { ...previous, [name]: { ...previous[name], ...bound } };
}

/** Option parser: the name of an objective. */
export function objectiveOf(text: string): ObjectiveName {
  if (Object.hasOwn(OBJECTIVES, text)) return text as ObjectiveName;
  throw new InvalidArgumentError(unknownNameHint(text, Object.keys(OBJECTIVES), 'objectives'));
}
