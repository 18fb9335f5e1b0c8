import { EvaluationPool } from '@bitscape/accuracy';
import { numericsLabel, type AccuracyResult, type Numerics } from '@bitscape/design';
import { wilsonInterval } from '@bitscape/pareto';
import type { EvaluateFlags } from '../commands/evaluate.js';
import { interruptible } from '../interrupt.js';
import { describesNumerics, numericsFromFlags } from '../options/numericsOptions.js';
import { workerCount } from '../options/workerCount.js';
import { counted, percent } from '../terminal/format.js';
import { createOutput, type Output } from '../terminal/Output.js';
import { progressBar } from '../terminal/progressBar.js';
import { loadWorkload, type LoadedWorkload } from '../workload.js';
import { noteOfHardware, warnOfArithmetic } from '../warnOfArithmetic.js';

interface Row {
  readonly name: string;
  readonly result: AccuracyResult;
  readonly seconds: number;
}

export async function evaluate(flags: EvaluateFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const numerics = describesNumerics(flags) ? numericsFromFlags(flags) : null;
  const processes = workerCount(flags.workers);
  const workload = await loadWorkload(flags, '.', flags.engine);
  const hardware = numerics === null ? undefined : noteOfHardware(numerics, workload.graph);
  if (hardware !== undefined) output.note(`note: ${hardware}; the accuracy is that of ideal arithmetic`);
  else if (numerics !== null && flags.engine !== 'exact') warnOfArithmetic([numerics], output);
  const { engine, rows } = await interruptible('Nothing is kept of an evaluation that is cut short.', (signal) => measure(workload, numerics, flags, { processes, signal, output }));
  for (const row of rows) print(output, row);
  output.result({
    network: flags.network,
    dataset: { name: flags.dataset, hash: workload.dataset.hash, images: workload.images },
    normalization: workload.evaluation.normalization,
    engine,
    numerics,
    hardware,
    results: rows.map(({ name, result, seconds }) => ({ name, ...describe(result), seconds })),
  });
}

interface Run {
  readonly processes: number;
  readonly signal: AbortSignal;
  readonly output: Output;
}

/** Evaluates the quantized network, the float one, or both. */
async function measure(workload: LoadedWorkload, numerics: Numerics | null, flags: EvaluateFlags, { processes, signal, output }: Run): Promise<{ engine: string; rows: Row[] }> {
  const pool = await EvaluationPool.open({ workload: workload.evaluation, processes });
  try {
    const { engine } = await pool.loaded();
    output.note(`engine: ${engine}, ${counted(pool.processes, 'process', 'processes')}`);
    const rows: Row[] = [];
    for (const what of numerics === null ? [null] : flags.withFloat === true ? [null, numerics] : [numerics]) {
      const name = what === null ? 'float32' : numericsLabel(what);
      const bar = progressBar(name, workload.images, 'images', output.json);
      const started = performance.now();
      try {
        const result = await pool.evaluate(what, { images: workload.images, split: true, signal, onProgress: (done) => bar.update(done) });
        rows.push({ name, result, seconds: (performance.now() - started) / 1000 });
      } finally {
        bar.stop();
      }
    }
    return { engine, rows };
  } finally {
    await pool.close();
  }
}

function describe(result: AccuracyResult): Record<string, unknown> {
  const { images, correct, correctTop5, loss } = result;
  return { images, correct, top1: correct / images, top1Interval: wilsonInterval(correct, images), top5: correctTop5 / images, top5Interval: wilsonInterval(correctTop5, images), loss };
}

function print(output: Output, { name, result, seconds }: Row): void {
  const { images, correct, correctTop5, loss } = result;
  const interval = (count: number): string => {
    const [low, high] = wilsonInterval(count, images);
    return `95 % interval ${percent(low)} to ${percent(high)}`;
  };
  output.line(name);
  output.line(`  top-1  ${percent(correct / images)}  (${correct} of ${images}; ${interval(correct)})`);
  output.line(`  top-5  ${percent(correctTop5 / images)}  (${interval(correctTop5)})`);
  output.line(`  loss   ${loss.toFixed(4)} nats`);
  output.line(`  ${(images / seconds).toFixed(0)} images/s`);
}
