import type { Overflow } from '@bitscape/datapath';
import type { Numerics } from '@bitscape/design';
import type { ErrorCode, ErrorLocation } from '@bitscape/errors';
import type { BatchTally } from '../evaluation/BatchTally.js';
import type { EvaluationWorkload } from './EvaluationWorkload.js';

/** Messages from the pool to a worker process. */
export type PoolMessage =
  | { readonly type: 'load'; readonly workload: EvaluationWorkload }
  | {
      readonly type: 'run';
      readonly job: number;
      /** Null evaluates the float network. */
      readonly numerics: Numerics | null;
      /** The evaluation covers the first `images` images of the test split. */
      readonly images: number;
      readonly batches: readonly number[];
    }
  | { readonly type: 'cancel'; readonly job: number };

/** What a worker knows once the workload is loaded. */
export interface LoadedWorkload {
  /** Engine label. */
  readonly engine: string;
  readonly batchSize: number;
  /** Images in the test split. */
  readonly images: number;
  readonly dataset: string;
}

/** Messages from a worker process to the pool. */
export type WorkerMessage =
  | { readonly type: 'loaded'; readonly loaded: LoadedWorkload }
  /** Sent before the first batch of a run where the hardware can overflow. */
  | { readonly type: 'overflows'; readonly job: number; readonly overflows: readonly Overflow[] }
  | { readonly type: 'batch'; readonly job: number; readonly tally: BatchTally }
  | { readonly type: 'done'; readonly job: number }
  | { readonly type: 'failed'; readonly job: number | null; readonly error: WireError };

/** A BitscapeError without its class. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly where?: ErrorLocation;
  readonly hint?: string;
}
