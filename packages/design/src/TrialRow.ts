import type { ObjectiveValues } from './Objective.js';
import type { PathValue } from './pointPaths.js';

export const TRIAL_STATUSES = ['frontier', 'feasible', 'infeasible', 'failed'] as const;

/** What became of a design point: on the frontier, dominated, outside a constraint or the hardware, or not evaluated. */
export type TrialStatus = (typeof TRIAL_STATUSES)[number];

/** One trial of a study as `*.points.bin` keeps it. */
export interface TrialRow {
  readonly id: string;
  readonly label: string;
  readonly status: TrialStatus;
  /** Why it is infeasible or failed; empty otherwise. */
  readonly reason: string;
  /** What is known of it. */
  readonly objectives: ObjectiveValues;
  /** Value of every path that an axis sets; paths that a point does not have (a boundary pair) are missing. */
  readonly axes: Readonly<Record<string, PathValue>>;
}
