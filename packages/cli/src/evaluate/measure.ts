import { EvaluationPool, type EnginePreference } from '@bitscape/accuracy';
import { numericsLabel, type AccuracyResult, type Numerics } from '@bitscape/design';
import { counted } from '../terminal/format.js';
import type { Output } from '../terminal/Output.js';
import { progressBar } from '../terminal/progressBar.js';
import type { LoadedWorkload } from '../workload.js';
import { Decisions } from './Decisions.js';

/** One network on all images: float or quantized, on one engine. */
export interface Measurement {
  readonly name: string;
  readonly result: AccuracyResult;
  readonly decisions: Decisions;
  readonly seconds: number;
  /** Where the hardware can leave its widths, for people. */
  readonly overflows: readonly string[];
}

export interface Run {
  readonly processes: number;
  readonly signal: AbortSignal;
  readonly output: Output;
}

/** Evaluates several numerics (null: the float network) one after the other on all processes. */
export async function measure(workload: LoadedWorkload, what: readonly (Numerics | null)[], engine: EnginePreference, { processes, signal, output }: Run): Promise<Measurement[]> {
  const pool = await EvaluationPool.open({ workload: { ...workload.evaluation, engine }, processes });
  try {
    const { engine: label, batchSize } = await pool.loaded();
    output.note(`engine: ${label}, ${counted(pool.processes, 'process', 'processes')}`);
    const measured: Measurement[] = [];
    for (const numerics of what) {
      const name = numerics === null ? 'float32' : numericsLabel(numerics);
      const bar = progressBar(name, workload.images, 'images', output.json);
      const decisions = new Decisions(workload.images, batchSize);
      const overflows: string[] = [];
      const started = performance.now();
      try {
        const result = await pool.evaluate(numerics, {
          images: workload.images,
          split: true,
          signal,
          onProgress: (done) => bar.update(done),
          onBatch: (tally) => decisions.add(tally),
          onOverflows: (found) => overflows.push(...found.map(({ message }) => message)),
        });
        measured.push({ name, result, decisions, seconds: (performance.now() - started) / 1000, overflows });
      } finally {
        bar.stop();
      }
    }
    return measured;
  } finally {
    await pool.close();
  }
}
