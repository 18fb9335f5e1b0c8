import type { FrontierFile, FrontierPoint } from '@bitscape/design';
import type { ViewState } from './ViewState.js';
import { frontOf } from './stepLine.js';

/**
 * Where a point stands: on the front of the two shown objectives, on the frontier of all objectives but behind in these two, or beaten
 * by another point of the file in every objective.
 */
export type Role = 'front' | 'behind' | 'dominated';

/** A point that can be drawn: both values are finite, and positive on a logarithmic axis. */
export interface Mark {
  /** Position in `frontier.points`. */
  readonly index: number;
  readonly point: FrontierPoint;
  readonly x: number;
  readonly y: number;
  readonly role: Role;
}

export interface Projection {
  /** In the order of the file. */
  readonly marks: readonly Mark[];
  /** The marks with role `front`, from the best x to the best y. */
  readonly front: readonly Mark[];
  /** Points not drawn, by reason. */
  readonly omitted: { readonly missing: number; readonly notPositive: number };
}

/** Projects the frontier on the two objectives of the view. `members` are the ids on the frontier of all objectives. */
export function projectFrontier(frontier: FrontierFile, view: Pick<ViewState, 'x' | 'y'>, members: ReadonlySet<string>): Projection {
  const toCost = (name: string): number => (frontier.objectives.find((objective) => objective.name === name)?.direction === 'max' ? -1 : 1);
  const signs = { x: toCost(view.x.objective), y: toCost(view.y.objective) };
  let missing = 0;
  let notPositive = 0;
  const drawn: { index: number; point: FrontierPoint; values: readonly [number, number]; x: number; y: number }[] = [];
  frontier.points.forEach((point, index) => {
    const x = point.objectives[view.x.objective];
    const y = point.objectives[view.y.objective];
    if (x === undefined || y === undefined || !Number.isFinite(x) || !Number.isFinite(y)) missing += 1;
    else if ((view.x.scale === 'log' && x <= 0) || (view.y.scale === 'log' && y <= 0)) notPositive += 1;
    else drawn.push({ index, point, values: [x, y], x: signs.x * x, y: signs.y * y });
  });
  const front = frontOf(drawn);
  const onFront = new Set(front.map((entry) => entry.index));
  const marks = drawn.map(({ index, point, values }): Mark => {
    const role = onFront.has(index) ? 'front' : members.has(point.id) ? 'behind' : 'dominated';
    return { index, point, x: values[0], y: values[1], role };
  });
  const byIndex = new Map(marks.map((mark) => [mark.index, mark]));
  return { marks, front: front.map((entry) => byIndex.get(entry.index)!), omitted: { missing, notPositive } };
}
