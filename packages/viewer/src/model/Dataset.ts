import type { FrontierFile, FrontierPoint, ObjectiveName } from '@bitscape/design';
import { OBJECTIVES, TRIAL_STATUSES, type PointColumns } from '@bitscape/design/browser';
import { frontierMembers } from './frontierMembers.js';
import { parametersOfColumns, parametersOfPoints, type Parameter } from './parameters.js';

export type Objective = FrontierFile['objectives'][number];

/** Codes of `Dataset.status`. */
export const STATUS = Object.fromEntries(TRIAL_STATUSES.map((name, code) => [name, code])) as Readonly<Record<(typeof TRIAL_STATUSES)[number], number>>;

/** The rows that the explorer shows, by column: the points of the frontier file, or all trials of its study. */
export interface Dataset {
  /** Header of the file; its points are `detail` of some rows. */
  readonly frontier: FrontierFile;
  readonly size: number;
  /** Whether there are rows beyond the frontier of the study. */
  readonly allTrials: boolean;
  readonly id: (row: number) => string;
  readonly label: (row: number) => string;
  /** Why a trial is infeasible or failed; empty otherwise. */
  readonly reason: (row: number) => string;
  readonly status: Uint8Array;
  /** Every objective that some row has a value for; those of the study first. */
  readonly measured: readonly Objective[];
  /** One value a row in the unit of the objective, NaN where there is none. */
  readonly values: (name: ObjectiveName) => Float64Array;
  /** Whether a row is on the frontier of the study. */
  readonly members: Uint8Array;
  /** What differs between the rows and is no objective. */
  readonly parameters: readonly Parameter[];
  /** Row of an id, -1 when there is none. */
  readonly rowOf: (id: string) => number;
  /** Everything about a point of the frontier file. */
  readonly detail: (row: number) => FrontierPoint | undefined;
}

/** The points of the file as rows, in its order. */
export function datasetOfFile(frontier: FrontierFile): Dataset {
  const { points } = frontier;
  const rows = new Map(points.map((point, row) => [point.id, row]));
  const columns = new Map<ObjectiveName, Float64Array>();
  for (const name of Object.keys(OBJECTIVES) as ObjectiveName[]) {
    const values = Float64Array.from(points, (point) => point.objectives[name] ?? NaN);
    if (values.some((value) => !Number.isNaN(value))) columns.set(name, values);
  }
  return {
    frontier,
    size: points.length,
    allTrials: false,
    id: (row) => points[row]?.id ?? '',
    label: (row) => points[row]?.label ?? '',
    reason: () => '',
    status: new Uint8Array(points.length).fill(STATUS.frontier),
    measured: measuredOf(frontier, (name) => columns.has(name)),
    values: (name) => columns.get(name) ?? new Float64Array(points.length).fill(NaN),
    members: frontierMembers(frontier),
    parameters: parametersOfPoints(points),
    rowOf: (id) => rows.get(id) ?? -1,
    detail: (row) => points[row],
  };
}

/**
 * All trials as rows, in the order of the table.
 * @param details what is known of points of the frontier, by id; may grow later
 * @param parameters false leaves the parameters out: reading them takes longest, and a first drawing does without
 */
export function datasetOfTrials(frontier: FrontierFile, trials: PointColumns, details: ReadonlyMap<string, FrontierPoint>, parameters = true): Dataset {
  const known = new Map<string, number>();
  for (let row = 0; row < trials.rows; row++) if (trials.status[row] === STATUS.frontier) known.set(trials.id(row), row);
  const empty = new Float64Array(trials.rows).fill(NaN);
  return {
    frontier,
    size: trials.rows,
    allTrials: known.size < trials.rows,
    id: trials.id,
    label: trials.label,
    reason: trials.reason,
    status: trials.status,
    measured: measuredOf(frontier, (name) => trials.objectives[name] !== undefined),
    values: (name) => trials.objectives[name] ?? empty,
    members: Uint8Array.from(trials.status, (status) => Number(status === STATUS.frontier)),
    parameters: parameters ? parametersOfColumns(trials) : [],
    rowOf: (id) => {
      const found = known.get(id);
      if (found !== undefined) return found;
      // Few ids are ever asked for; a table of a million of them would cost more than looking.
      for (let row = 0; row < trials.rows; row++) if (trials.id(row) === id) return row;
      return -1;
    },
    detail: (row) => details.get(trials.id(row)),
  };
}

/** Why a table of trials cannot belong to a frontier file, or `undefined` when it can: the frontier of both is the same. */
export function trialsMismatch(frontier: FrontierFile, trials: PointColumns): string | undefined {
  const ids = new Set<string>();
  for (let row = 0; row < trials.rows; row++) if (trials.status[row] === STATUS.frontier) ids.add(trials.id(row));
  // A header without points comes with the table of its own points.
  const own = frontier.points.length === 0 && trials.rows === ids.size;
  if (!own && trials.rows !== frontier.counts.trials) return `it has ${trials.rows} trials, the frontier was made from ${frontier.counts.trials}`;
  if (ids.size !== frontier.counts.frontier || frontier.points.some((point) => !ids.has(point.id))) return 'its frontier is another one';
  return undefined;
}

function measuredOf(frontier: FrontierFile, has: (name: ObjectiveName) => boolean): Objective[] {
  const listed = new Set(frontier.objectives.map(({ name }) => name));
  const others = (Object.keys(OBJECTIVES) as ObjectiveName[]).filter((name) => !listed.has(name) && has(name));
  return [...frontier.objectives, ...others.map((name) => ({ name, label: OBJECTIVES[name].label, direction: OBJECTIVES[name].direction, unit: OBJECTIVES[name].unit, reference: NaN }))];
}
