import { STATUS, type Dataset } from './Dataset.js';
import { frontOf } from './stepLine.js';
import type { ViewState } from './ViewState.js';

/**
 * Where a row stands: on the front of the two shown objectives; on the frontier of all objectives but behind in these two; beaten by
 * another kept row; infeasible in its study; or filtered out by the user.
 */
export const ROLES = ['excluded', 'infeasible', 'dominated', 'behind', 'front'] as const;
export type Role = (typeof ROLES)[number];

export interface Projection {
  /** Rows that can be drawn: both values are finite, and positive on a logarithmic axis. In the order of the table. */
  readonly rows: Uint32Array;
  /** Index into {@link ROLES} of every row, drawn or not. */
  readonly roles: Uint8Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Rows with role `front`, from the best x to the best y. */
  readonly front: readonly number[];
  /** The front before the user filtered, in the same order; absent when nothing is filtered out. */
  readonly unfiltered: readonly number[] | undefined;
  /** Drawn rows by role. */
  readonly counts: Readonly<Record<Role, number>>;
  /** Rows not drawn, by reason. */
  readonly omitted: { readonly missing: number; readonly notPositive: number };
}

export const ROLE = Object.fromEntries(ROLES.map((name, code) => [name, code])) as Readonly<Record<Role, number>>;

/** Projects the rows on the two objectives of the view. `kept` passed the filters, `members` are on the frontier of all objectives among these. */
export function projectRows(data: Dataset, view: Pick<ViewState, 'x' | 'y' | 'trials'>, kept: Uint8Array, members: Uint8Array, filtered: boolean): Projection {
  const [x, y] = [data.values(view.x.objective), data.values(view.y.objective)];
  const roles = new Uint8Array(data.size);
  const counts: Record<Role, number> = { excluded: 0, infeasible: 0, dominated: 0, behind: 0, front: 0 };
  const drawn = new Uint32Array(data.size);
  let size = 0;
  let missing = 0;
  let notPositive = 0;
  for (let row = 0; row < data.size; row++) {
    const status = data.status[row]!;
    if (!view.trials && status !== STATUS.frontier) continue;
    if (status === STATUS.failed || !Number.isFinite(x[row]) || !Number.isFinite(y[row])) missing += 1;
    else if ((view.x.scale === 'log' && x[row]! <= 0) || (view.y.scale === 'log' && y[row]! <= 0)) notPositive += 1;
    else drawn[size++] = row;
  }
  const rows = drawn.slice(0, size);
  const front = withoutTwins(frontOfRows(data, view, rows.filter((row) => kept[row] === 1)), members, x, y);
  for (const row of rows) roles[row] = status(data, row, kept, members);
  for (const row of front) roles[row] = ROLE.front;
  for (const row of rows) counts[ROLES[roles[row]!]!] += 1;
  const feasible = (row: number): boolean => data.status[row] === STATUS.frontier || data.status[row] === STATUS.feasible;
  return { rows, roles, x, y, front, unfiltered: filtered ? withoutTwins(frontOfRows(data, view, rows.filter(feasible)), data.members, x, y) : undefined, counts, omitted: { missing, notPositive } };
}

/** A row that another one beats in the objectives not shown, and equals in those shown, is no part of the front: it is a poorer twin of a member. */
function withoutTwins(front: readonly number[], members: Uint8Array, x: Float64Array, y: Float64Array): number[] {
  const taken = new Set(front.filter((row) => members[row] === 1).map((row) => `${x[row]} ${y[row]}`));
  return front.filter((row) => members[row] === 1 || !taken.has(`${x[row]} ${y[row]}`));
}

function status(data: Dataset, row: number, kept: Uint8Array, members: Uint8Array): number {
  if (data.status[row] === STATUS.infeasible) return ROLE.infeasible;
  if (kept[row] === 0) return ROLE.excluded;
  return members[row] === 1 ? ROLE.behind : ROLE.dominated;
}

const BINS = 512;

/** The front of two objectives. Bins along x throw out what is beaten beyond doubt first, so that only a few rows need sorting. */
function frontOfRows(data: Dataset, view: Pick<ViewState, 'x' | 'y'>, rows: Uint32Array): number[] {
  const sign = (name: string): number => (data.measured.find((objective) => objective.name === name)?.direction === 'max' ? -1 : 1);
  const [sx, sy] = [sign(view.x.objective), sign(view.y.objective)];
  const [x, y] = [data.values(view.x.objective), data.values(view.y.objective)];
  let low = Infinity;
  let high = -Infinity;
  for (const row of rows) {
    const value = sx * x[row]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const scale = high > low ? (BINS - 1) / (high - low) : 0;
  const bin = (row: number): number => Math.floor((sx * x[row]! - low) * scale);
  const best = new Float64Array(BINS).fill(Infinity);
  for (const row of rows) best[bin(row)] = Math.min(best[bin(row)]!, sy * y[row]!);
  // Best y of all bins strictly to the left: a row above it there is beaten in both.
  let left = Infinity;
  for (let at = 0; at < BINS; at++) {
    const here = best[at]!;
    best[at] = left;
    left = Math.min(left, here);
  }
  const candidates = Array.from(rows.filter((row) => sy * y[row]! <= best[bin(row)]!), (row) => ({ row, x: sx * x[row]!, y: sy * y[row]! }));
  return frontOf(candidates).map((place) => place.row);
}
