import type { AccuracyResult, FrontierFile } from '@bitscape/design';

/** First record: what the measurements belong to. Costs are pure and cheap, hence computed anew and never journaled. */
export interface JournalHeader {
  readonly type: 'header';
  readonly schemaVersion: 1;
  readonly tool: string;
  readonly studyHash: string;
  /** The study without comments, to say what changed. */
  readonly study: unknown;
  readonly workload: FrontierFile['workload'];
  readonly evaluators: { readonly accuracy: string; readonly cost: string };
}

/** The accuracy of one numerics key was measured. */
export interface MeasureRecord {
  readonly type: 'measure';
  readonly key: string;
  readonly result: AccuracyResult;
}

/** The accuracy of one numerics key on the first images only, measured in a race. */
export interface PartialRecord {
  readonly type: 'partial';
  readonly key: string;
  readonly result: AccuracyResult;
}

/** An attempt to measure failed. Kept as evidence: a later run tries again. */
export interface FailRecord {
  readonly type: 'fail';
  readonly key: string;
  readonly attempt: number;
  readonly message: string;
}

/** The numerics have no meaning; not tried again. */
export interface RejectRecord {
  readonly type: 'reject';
  readonly key: string;
  readonly message: string;
}

export type JournalRecord = JournalHeader | MeasureRecord | PartialRecord | FailRecord | RejectRecord;
