import { BitscapeError } from '@bitscape/errors';
import { resolveBoundary } from './resolveBoundary.js';
import type { DesignPoint } from './DesignPoint.js';
import { DESIGN_PATH_NAMES } from './designPaths.js';
import { unknownNameHint } from './nearestName.js';

/** Value of one path of a design point, as studies write it. */
export type PathValue = string | number | boolean;

/** Values of several paths. */
export type Assignment = Readonly<Record<string, PathValue>>;

type Node = Record<string, unknown>;

/**
 * Value at a dotted path, e.g. `numerics.weights.format`. The boundary formats are read through `same`; the path
 * `numerics.boundary` itself is `same` or undefined where a pair is set.
 *
 * @throws BitscapeError `usage` for a path that design points do not have.
 */
export function getPath(point: DesignPoint, path: string): PathValue | undefined {
  known(path);
  const source = path.startsWith('numerics.boundary.') ? { ...point, numerics: { ...point.numerics, boundary: resolveBoundary(point.numerics) } } : point;
  const value = path.split('.').reduce<unknown>((node, name) => (node as Node)[name], source);
  return typeof value === 'object' ? undefined : (value as PathValue);
}

/**
 * A copy of the point with one path set; the value is not checked (see `validatePoint`).
 *
 * @throws BitscapeError `usage` for a path that design points do not have.
 */
export function setPath(point: DesignPoint, path: string, value: PathValue): DesignPoint {
  return setPaths(point, { [path]: value });
}

/**
 * A copy of the point with several paths set. The order in which they are given does not matter: they are set in schema
 * order, so that a boundary format set on `same` takes its partner from the inner formats of the result.
 *
 * @throws BitscapeError `usage` for a path that design points do not have.
 */
export function setPaths(point: DesignPoint, assignment: Assignment): DesignPoint {
  const paths = Object.keys(assignment);
  paths.forEach(known);
  const copy = structuredClone(point) as unknown as Node;
  for (const path of paths.sort((a, b) => DESIGN_PATH_NAMES.indexOf(a) - DESIGN_PATH_NAMES.indexOf(b))) {
    const names = path.split('.');
    const numerics = copy['numerics'] as DesignPoint['numerics'];
    if (path.startsWith('numerics.boundary.')) numerics.boundary = { ...resolveBoundary(numerics) };
    const parent = names.slice(0, -1).reduce<Node>((node, name) => node[name] as Node, copy);
    parent[names[names.length - 1]!] = assignment[path];
  }
  return copy as unknown as DesignPoint;
}

function known(path: string): void {
  if (DESIGN_PATH_NAMES.includes(path)) return;
  throw new BitscapeError('usage', `design points have no path '${path}'`, { hint: unknownNameHint(path, DESIGN_PATH_NAMES, 'Known paths') });
}
