import { InvalidArgumentError } from 'commander';
import { OBJECTIVES, unknownNameHint, type ObjectiveName } from '@bitscape/design';

export type Limits = Partial<Record<ObjectiveName, { min?: number; max?: number }>>;

/** Option parser that collects `accuracy>=0.9`, `area<=2`, `accuracy>=90%`; of two limits on the same side the tighter one counts. */
export function collectConstraint(text: string, previous: Limits = {}): Limits {
  const match = /^\s*([A-Za-z]+)\s*(>=|<=)\s*([-+.\deE]+)\s*(%?)\s*$/.exec(text);
  const number = Number(match?.[3]);
  if (match === null || !Number.isFinite(number)) throw new InvalidArgumentError('Expected an objective, >= or <=, and a number: "accuracy>=0.9", "area<=2".');
  const name = objectiveOf(match[1]!);
  const value = match[4] === '%' ? fraction(name, number) : number;
  if (name === 'accuracy' && value > 1) throw new InvalidArgumentError(`Accuracy is a fraction of 1: write ${number / 100} or "${number} %".`);
  const { min = -Infinity, max = Infinity } = previous[name] ?? {};
  const bound = match[2] === '>=' ? { min: Math.max(min, value) } : { max: Math.min(max, value) };
  return { ...previous, [name]: { ...previous[name], ...bound } };
}

/** Option parser: the name of an objective. */
export function objectiveOf(text: string): ObjectiveName {
  if (Object.hasOwn(OBJECTIVES, text)) return text as ObjectiveName;
  throw new InvalidArgumentError(unknownNameHint(text, Object.keys(OBJECTIVES), 'objectives'));
}

function fraction(name: ObjectiveName, percentage: number): number {
  if (name !== 'accuracy') throw new InvalidArgumentError(`Only accuracy can be a percentage; ${name} is in ${OBJECTIVES[name].unit}.`);
  return percentage / 100;
}
