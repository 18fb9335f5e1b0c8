import { OBJECTIVES, type ObjectiveName } from '@bitscape/design';

/** `91.73 %` */
export function percent(fraction: number, digits = 2): string {
  return `${(100 * fraction).toFixed(digits)} %`;
}

/** Value of an objective with its unit, four significant digits. */
export function objectiveText(name: ObjectiveName, value: number): string {
  if (name === 'accuracy') return percent(value);
  return `${significant(value)} ${OBJECTIVES[name].unit}`;
}

/** Four significant digits, no exponent in the usual range, grouped thousands never. */
export function significant(value: number, digits = 4): string {
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  if (magnitude >= 1e7 || magnitude < 1e-4) return value.toExponential(digits - 1);
  return Number(value.toPrecision(digits)).toString();
}

/** `1 design point`, `12 design points`; the irregular plurals of the field are given. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}
