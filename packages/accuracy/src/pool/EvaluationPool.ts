import { availableParallelism } from 'node:os';
import type { AccuracyResult, Numerics } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import type { BatchTally } from '../evaluation/BatchTally.js';
import { imageCount } from '../evaluation/evaluate.js';
import { EvaluationJob, type Chunk, type JobListeners } from './EvaluationJob.js';
import type { EvaluationWorkload } from './EvaluationWorkload.js';
import type { LoadedWorkload, WorkerMessage } from './protocol.js';
import { fromWireError } from './wireError.js';
import { WorkerProcess } from './WorkerProcess.js';

/** A chunk is tried this often before its evaluation fails. */
const ATTEMPTS = 3;
/** Parts of a divided evaluation for each process: small enough that all processes finish together. */
const PARTS_PER_PROCESS = 3;

export interface EvaluationPoolOptions {
  readonly workload: EvaluationWorkload;
  /** One for each core by default. */
  readonly processes?: number;
  /** Limit of the JavaScript heap of one process, MiB; 1024 by default. */
  readonly heapMib?: number;
}

export interface PoolEvaluationOptions extends JobListeners {
  /** Evaluates the first images of the test split only; all by default. */
  readonly images?: number;
  /** True divides the images among all processes; false (default) gives the whole evaluation to one process, so that several run side by side. */
  readonly split?: boolean;
  /** Batches that an earlier evaluation of the same numerics on this workload has seen (`onBatch`); they are not evaluated again. */
  readonly known?: readonly BatchTally[];
  readonly signal?: AbortSignal;
}

interface Slot {
  readonly process: WorkerProcess;
  ready: boolean;
  chunk: Chunk | undefined;
}

/**
 * Evaluates numerics on one workload in several processes. A process that dies is replaced and its work tried again, twice; processes end
 * with the pool, and by themselves when this process dies. Results do not depend on the number of processes.
 */
export class EvaluationPool {
  readonly #options: EvaluationPoolOptions;
  readonly #size: number;
  readonly #slots = new Set<Slot>();
  readonly #queue: Chunk[] = [];
  readonly #loaded: Promise<LoadedWorkload>;
  #onLoaded!: (loaded: LoadedWorkload) => void;
  #onBroken!: (error: BitscapeError) => void;
  #nextJob = 1;
  #failedStarts = 0;
  #broken: BitscapeError | undefined;

  private constructor(options: EvaluationPoolOptions) {
    this.#options = options;
    this.#size = options.processes ?? availableParallelism();
    if (!Number.isInteger(this.#size) || this.#size < 1) throw new BitscapeError('usage', `cannot evaluate with ${this.#size} processes`);
    this.#loaded = new Promise((resolve, reject) => {
      this.#onLoaded = resolve;
      this.#onBroken = reject;
    });
  }

  /**
   * Starts the processes and waits until the workload is loaded.
   *
   * @throws BitscapeError whatever is wrong with the network, the data or the engine; `usage` for an impossible number of processes
   */
  static async open(options: EvaluationPoolOptions): Promise<EvaluationPool> {
    const pool = new EvaluationPool(options);
    try {
      for (let i = 0; i < pool.#size; i++) pool.#start();
      await pool.#loaded;
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  get processes(): number {
    return this.#size;
  }

  /** Ids of the running processes. */
  get pids(): readonly number[] {
    return [...this.#slots].flatMap(({ process }) => process.pid ?? []);
  }

  /** Engine, size of the data set and size of a batch. */
  loaded(): Promise<LoadedWorkload> {
    return this.#loaded;
  }

  /**
   * Accuracy of numerics on the workload; null evaluates the float network.
   *
   * @throws BitscapeError `incomplete` when cancelled, when the pool closes, or when a part fails three times; what a worker found wrong
   */
  async evaluate(numerics: Numerics | null, options: PoolEvaluationOptions = {}): Promise<AccuracyResult> {
    const { batchSize, ...workload } = await this.#loaded;
    if (this.#broken !== undefined) throw this.#broken;
    const images = imageCount({ length: workload.images, name: workload.dataset }, options.images);
    const { signal } = options;
    if (signal?.aborted === true) throw cancelled(signal);
    const job = new EvaluationJob(this.#nextJob++, { numerics, images, batchSize, listeners: options, ...(options.known === undefined ? {} : { known: options.known }) });
    const cancel = (): void => this.#drop(job, cancelled(signal!));
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      this.#queue.push(...job.chunks(options.split === true ? this.#size * PARTS_PER_PROCESS : 1));
      this.#dispatch();
      return await job.result;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** Ends all processes; evaluations in progress fail with `incomplete`. */
  async close(): Promise<void> {
    this.#breakWith(new BitscapeError('incomplete', 'the evaluation was cut short: its processes were ended'));
    await Promise.all([...this.#slots].map(({ process }) => process.stop()));
  }

  #start(): void {
    const slot: Slot = {
      process: new WorkerProcess(this.#options.heapMib ?? 1024, {
        onMessage: (message) => this.#receive(slot, message),
        onExit: (reason) => this.#replace(slot, reason),
      }),
      ready: false,
      chunk: undefined,
    };
    this.#slots.add(slot);
    slot.process.send({ type: 'load', workload: this.#options.workload });
  }

  #receive(slot: Slot, message: WorkerMessage): void {
    switch (message.type) {
      case 'loaded':
        slot.ready = true;
        this.#failedStarts = 0;
        this.#onLoaded(message.loaded);
        return this.#dispatch();
      case 'overflows':
        return slot.chunk?.job.tellOverflows(message.overflows);
      case 'batch':
        return slot.chunk?.job.add(message.tally);
      case 'done':
        slot.chunk = undefined;
        return this.#dispatch();
      case 'failed': {
        const error = fromWireError(message.error);
        const chunk = slot.chunk;
        slot.chunk = undefined;
        // The same input fails the same way everywhere: no second try.
        if (chunk === undefined) return this.#breakWith(error);
        this.#drop(chunk.job, error);
        return this.#dispatch();
      }
    }
  }

  /** Hands queued chunks to idle processes, in the order of the queue. */
  #dispatch(): void {
    for (const slot of this.#slots) {
      if (!slot.ready || slot.chunk !== undefined) continue;
      const chunk = this.#queue.shift();
      if (chunk === undefined) return;
      slot.chunk = chunk;
      const { id: job, request } = chunk.job;
      slot.process.send({ type: 'run', job, numerics: request.numerics, images: request.images, batches: chunk.job.missing(chunk) });
    }
  }

  #replace(slot: Slot, reason: string): void {
    this.#slots.delete(slot);
    if (this.#broken !== undefined) return;
    if (!slot.ready && ++this.#failedStarts >= ATTEMPTS) {
      return this.#breakWith(new BitscapeError('incomplete', `the evaluation processes do not start: the last one ${reason}`));
    }
    const { chunk } = slot;
    if (chunk !== undefined && !chunk.job.settled) {
      if (++chunk.failures < ATTEMPTS) this.#queue.unshift(chunk);
      else this.#drop(chunk.job, crashed(reason));
    }
    this.#start();
  }

  /** Fails a job and takes its chunks back. */
  #drop(job: EvaluationJob, error: BitscapeError): void {
    job.fail(error);
    for (let i = this.#queue.length - 1; i >= 0; i--) if (this.#queue[i]!.job === job) this.#queue.splice(i, 1);
    for (const slot of this.#slots) if (slot.chunk?.job === job) slot.process.send({ type: 'cancel', job: job.id });
  }

  /** No evaluation can succeed any more. */
  #breakWith(error: BitscapeError): void {
    if (this.#broken !== undefined) return;
    this.#broken = error;
    this.#onBroken(error);
    this.#loaded.catch(() => undefined);
    const jobs = new Set([...this.#queue, ...[...this.#slots].flatMap(({ chunk }) => chunk ?? [])].map((chunk) => chunk.job));
    for (const job of jobs) this.#drop(job, error);
  }
}

function cancelled(signal: AbortSignal): BitscapeError {
  return new BitscapeError('incomplete', 'the evaluation was cancelled', { cause: signal.reason });
}

function crashed(reason: string): BitscapeError {
  return new BitscapeError('incomplete', `an evaluation process died ${ATTEMPTS} times on the same images: the last one ${reason}`, {
    hint: 'Fewer processes leave more memory for each.',
  });
}
