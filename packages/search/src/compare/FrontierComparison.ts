import type { ObjectiveName } from '@bitscape/design';
import type { CheckLevel, CompareCheck, CompareGoal } from './compareChecks.js';

export interface PointName {
  readonly id: string;
  readonly label: string;
}

/** One objective of a point on both frontiers. */
export interface Change {
  readonly objective: ObjectiveName;
  readonly from: number;
  readonly to: number;
  /** Whether it is worse by more than its tolerance. */
  readonly worse: boolean;
}

export interface MovedPoint extends PointName {
  /** Objectives whose values differ. */
  readonly changes: readonly Change[];
}

/** A point of the baseline that is on the new frontier no more. */
export interface LeftPoint extends PointName {
  /** A new point that is as good within the tolerances; `null` without one. */
  readonly coveredBy: string | null;
}

/** The best value under one saved constraint; `null` where no point keeps it. */
export interface GoalChange {
  readonly goal: CompareGoal;
  readonly base: (PointName & { readonly value: number }) | null;
  readonly next: (PointName & { readonly value: number }) | null;
  readonly worse: boolean;
}

export interface CheckResult {
  readonly check: CompareCheck;
  readonly level: CheckLevel;
  readonly passed: boolean;
  /** What was found, in a sentence; empty when passed. */
  readonly message: string;
  /** The points that caused it. */
  readonly points: readonly PointName[];
}

/** What is different between a baseline and a new frontier; plain data. */
export interface FrontierComparison {
  /** `error`: a check of that level failed. */
  readonly verdict: 'ok' | 'warn' | 'error';
  /** Failed checks first, errors before warnings. Those at level `off` are left out. */
  readonly checks: readonly CheckResult[];
  readonly hypervolume: { readonly base: number; readonly next: number; readonly delta: number; readonly reference: readonly number[] };
  readonly entered: readonly PointName[];
  readonly left: readonly LeftPoint[];
  readonly moved: readonly MovedPoint[];
  /** Points of both frontiers with equal objectives. */
  readonly unchanged: number;
  /** Points of the baseline that no new point matches. */
  readonly uncovered: readonly PointName[];
  readonly goals: readonly GoalChange[];
  /** What else differs between the headers: study, workload, program. */
  readonly notes: readonly string[];
}
