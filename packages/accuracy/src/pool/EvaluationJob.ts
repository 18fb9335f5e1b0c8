import type { Overflow } from '@bitscape/datapath';
import type { AccuracyResult, Numerics } from '@bitscape/design';
import type { BitscapeError } from '@bitscape/errors';
import { accuracyOf } from '../evaluation/accuracyOf.js';
import type { BatchTally } from '../evaluation/BatchTally.js';

/** Who follows an evaluation. */
export interface JobListeners {
  readonly onProgress?: (imagesDone: number, images: number) => void;
  /** Sees every batch once, in no certain order. */
  readonly onBatch?: (tally: BatchTally) => void;
  /** Told once where the hardware of the numerics can leave its widths, if it can. */
  readonly onOverflows?: (overflows: readonly Overflow[]) => void;
}

export interface JobRequest {
  readonly numerics: Numerics | null;
  /** Number of images. */
  readonly images: number;
  readonly batchSize: number;
  /** Batches of an earlier evaluation of the same numerics, seen through `onBatch`; whole ones are not evaluated again. */
  readonly known?: readonly BatchTally[];
  readonly listeners?: JobListeners;
}

/** A part of an evaluation that one process works on. */
export interface Chunk {
  readonly job: EvaluationJob;
  readonly batches: readonly number[];
  /** Processes that died on it. */
  failures: number;
}

/** One evaluation in progress: collects batches from any process, in any order, and settles once. */
export class EvaluationJob {
  readonly id: number;
  readonly request: JobRequest;
  readonly result: Promise<AccuracyResult>;
  readonly #tallies = new Map<number, BatchTally>();
  #resolve!: (result: AccuracyResult) => void;
  #reject!: (error: BitscapeError) => void;
  #done = 0;
  #settled = false;
  #toldOverflows = false;

  constructor(id: number, request: JobRequest) {
    this.id = id;
    this.request = request;
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    for (const tally of request.known ?? []) {
      const whole = tally.images === Math.min(request.batchSize, request.images - tally.index * request.batchSize);
      if (tally.index < this.#batches && whole) this.#tallies.set(tally.index, tally);
    }
    for (const tally of this.#tallies.values()) this.#done += tally.images;
    this.#settleWhenComplete();
  }

  get settled(): boolean {
    return this.#settled;
  }

  get #batches(): number {
    return Math.ceil(this.request.images / this.request.batchSize);
  }

  /** The evaluation in `parts` runs of consecutive batches of about equal length (fewer when there are not as many batches). */
  chunks(parts: number): Chunk[] {
    const open = Array.from({ length: this.#batches }, (_, index) => index).filter((index) => !this.#tallies.has(index));
    const count = Math.min(parts, open.length);
    const at = (part: number): number => Math.floor((part * open.length) / count);
    return Array.from({ length: count }, (_, part) => ({ job: this, batches: open.slice(at(part), at(part + 1)), failures: 0 }));
  }

  /** The batches of a chunk that have not arrived. */
  missing(chunk: Chunk): number[] {
    return chunk.batches.filter((index) => !this.#tallies.has(index));
  }

  /** Every process that takes part finds the same ones. */
  tellOverflows(overflows: readonly Overflow[]): void {
    if (this.#toldOverflows) return;
    this.#toldOverflows = true;
    this.request.listeners?.onOverflows?.(overflows);
  }

  add(tally: BatchTally): void {
    if (this.#settled || this.#tallies.has(tally.index)) return;
    this.#tallies.set(tally.index, tally);
    this.#done += tally.images;
    this.request.listeners?.onBatch?.(tally);
    this.request.listeners?.onProgress?.(this.#done, this.request.images);
    this.#settleWhenComplete();
  }

  #settleWhenComplete(): void {
    if (this.#tallies.size < this.#batches) return;
    this.#settled = true;
    this.#resolve(accuracyOf(this.#tallies.values()));
  }

  fail(error: BitscapeError): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#reject(error);
  }
}
