import type { AccuracyResult, CostReport, DesignPoint, ObjectiveValues, PathValue, TrialRow } from '@bitscape/design';

/** One design point of a study with everything that is known of it. */
export interface Trial extends TrialRow {
  readonly point: DesignPoint;
  /** Rounded to the digits of the files, so that a frontier read back is the frontier that was found. */
  readonly objectives: ObjectiveValues;
  readonly axes: Readonly<Record<string, PathValue>>;
  readonly cost?: CostReport;
  readonly accuracy?: AccuracyResult;
}
