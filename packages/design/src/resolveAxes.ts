import type { JsonPath } from './jsonPointer.js';
import type { AxisCondition, ResolvedAxis } from './ParsedStudy.js';
import type { PathValue } from './pointPaths.js';
import { rangeValues } from './rangeValues.js';
import type { Study } from './Study.js';
import type { StudyCheck } from './StudyCheck.js';

type Axis = Study['axes'][string];

/**
 * Checks the axes of a study and puts each after the axes that its conditions look at.
 *
 * @throws BitscapeError `invalid-study`: unknown paths, values that a path does not accept, duplicates, two axes that set the
 * same path, conditions in a circle, no axis at all.
 */
export function resolveAxes(axes: Study['axes'], check: StudyCheck): ResolvedAxis[] {
  const names = Object.keys(axes);
  if (names.length === 0) check.fail(['axes'], 'the grid is empty: no axis is given', 'Name at least one axis, e.g. "numerics.weights.format": ["int8", "lns:3.2"].');
  const resolved = names.map((name) => resolveAxis(name, axes[name]!, check));
  const setters = new Map<string, string>();
  for (const axis of resolved) {
    for (const path of new Set(axis.cases.flatMap((one) => Object.keys(one)))) {
      const other = [...setters].find(([taken, by]) => by !== axis.name && overlap(taken, path));
      if (other !== undefined) check.fail(['axes', axis.name], `sets ${path}, which the axis '${other[1]}' sets too`, 'Set each path in one axis only.', 'name');
      setters.set(path, axis.name);
    }
  }
  return inDependencyOrder(resolved, check);
}

function resolveAxis(name: string, axis: Axis, check: StudyCheck): ResolvedAxis {
  const path: JsonPath = ['axes', name];
  const when = 'when' in axis && axis.when !== undefined ? conditions([...path, 'when'], axis.when, check) : [];
  if ('cases' in axis) {
    axis.cases.forEach((one, index) => {
      const at = [...path, 'cases', index];
      if (Object.keys(one).length === 0) check.fail(at, 'the case sets nothing');
      for (const [key, value] of Object.entries(one)) {
        check.pathName([...at, key]);
        check.pathValue([...at, key], key, value);
      }
    });
    check.distinct([...path, 'cases'], axis.cases);
    return { name, cases: axis.cases, when };
  }
  if ('from' in axis) {
    check.pathName(path);
    const values = rangeValues(path, axis, check);
    values.forEach((value) => check.pathValue(path, name, value));
    return { name, cases: values.map((value) => ({ [name]: value })), when };
  }
  check.pathName(path, ' An axis of any other name needs "cases".');
  const at = Array.isArray(axis) ? path : [...path, 'values'];
  const values = (Array.isArray(axis) ? axis : (axis as { values: PathValue[] }).values) as readonly PathValue[];
  values.forEach((value, index) => check.pathValue([...at, index], name, value));
  check.distinct(at, values);
  return { name, cases: values.map((value) => ({ [name]: value })), when };
}

export function conditions(path: JsonPath, when: Readonly<Record<string, string | number | readonly (string | number)[]>>, check: StudyCheck): AxisCondition[] {
  return Object.entries(when).map(([name, value]) => {
    check.pathName([...path, name]);
    const accepts = typeof value === 'object' ? value : [value];
    if (accepts.length === 0) check.fail([...path, name], 'the list is empty: the axis would never apply');
    accepts.forEach((accepted, index) => {
      if (typeof accepted === 'string' && accepted.includes('*')) return;
      check.pathValue(typeof value === 'object' ? [...path, name, index] : [...path, name], name, accepted);
    });
    return { path: name, accepts };
  });
}

/** Whether setting one path can change what the other means. */
function overlap(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

/** Paths whose values a condition on `path` depends on: boundary formats read through `same` to the inner formats. */
function reads(path: string): readonly string[] {
  if (!path.startsWith('numerics.boundary.')) return [path];
  return [path, 'numerics.boundary', 'numerics.weights.format', 'numerics.activations.format'];
}

function inDependencyOrder(axes: readonly ResolvedAxis[], check: StudyCheck): ResolvedAxis[] {
  const looksAt = (axis: ResolvedAxis, other: ResolvedAxis) =>
    axis.when.some((clause) => reads(clause.path).some((read) => other.cases.some((one) => Object.keys(one).some((set) => overlap(read, set)))));
  const ordered: ResolvedAxis[] = [];
  let waiting = [...axes];
  while (waiting.length > 0) {
    const next = waiting.find((axis) => !waiting.some((other) => looksAt(axis, other)));
    if (next === undefined) {
      const [first] = waiting;
      return check.fail(['axes', first!.name, 'when'], `the conditions of ${waiting.map((axis) => `'${axis.name}'`).join(', ')} depend on each other`, 'A condition may only look at paths that are settled without the axis.');
    }
    ordered.push(next);
    waiting = waiting.filter((axis) => axis !== next);
  }
  return ordered;
}
