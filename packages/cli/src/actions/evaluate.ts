import { explainKernels } from '@bitscape/accuracy';
import type { Numerics } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { wilsonInterval } from '@bitscape/pareto';
import type { EvaluateFlags } from '../commands/evaluate.js';
import { engineDifference, printDifference, type EngineDifference } from '../evaluate/engineDifference.js';
import { measure, type Measurement, type Run } from '../evaluate/measure.js';
import { readProductTable } from '../evaluate/readProductTable.js';
import { interruptible } from '../interrupt.js';
import { isFloatEngine } from '../options/engineOption.js';
import { describesNumerics, numericsFromFlags } from '../options/numericsOptions.js';
import { workerCount } from '../options/workerCount.js';
import { percent } from '../terminal/format.js';
import { createOutput, type Output } from '../terminal/Output.js';
import { loadWorkload, type LoadedWorkload } from '../workload.js';
import { noteOfHardware, warnOfArithmetic } from '../warnOfArithmetic.js';

export async function evaluate(flags: EvaluateFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const numerics = describesNumerics(flags) || flags.productTable !== undefined ? numericsFromFlags(flags) : null;
  checkEngine(flags, numerics);
  const products = flags.productTable === undefined ? undefined : await readProductTable(flags.productTable, numerics!);
  const processes = workerCount(flags.workers);
  const loaded = await loadWorkload(flags, '.');
  const workload: LoadedWorkload = products === undefined ? loaded : { ...loaded, evaluation: { ...loaded.evaluation, products } };
  const hardware = numerics === null || products !== undefined ? undefined : noteOfHardware(numerics, workload.graph);
  if (hardware !== undefined && flags.engine !== 'exact') output.note(`note: ${hardware}; the accuracy is that of ideal arithmetic`);
  else if (numerics !== null && isFloatEngine(flags.engine)) warnOfArithmetic([numerics], output);
  const what: readonly (Numerics | null)[] = numerics === null ? [null] : flags.withFloat === true ? [null, numerics] : [numerics];
  const { rows, difference } = await interruptible('Nothing is kept of an evaluation that is cut short.', (signal) => run(workload, what, flags, { processes, signal, output }));
  const kernels = flags.explain === true && numerics !== null && !isFloatEngine(flags.engine) ? await explainKernels(workload.evaluation, numerics) : undefined;
  for (const row of rows) print(output, row);
  for (const { step, method } of kernels ?? []) output.line(`  ${step}: ${method}`);
  if (difference !== undefined) printDifference(output, difference);
  output.result({
    network: flags.network,
    dataset: { name: flags.dataset, hash: workload.dataset.hash, images: workload.images },
    normalization: workload.evaluation.normalization,
    engine: rows.at(-1)!.result.engine,
    numerics,
    productTable: products?.name,
    hardware,
    results: rows.map(describe),
    difference,
    kernels,
  });
}

function checkEngine({ engine, productTable }: EvaluateFlags, numerics: Numerics | null): void {
  if (engine === 'both' && numerics === null) {
    throw new BitscapeError('usage', '--engine both compares quantized evaluations, but no numerics are given', { hint: 'Add for example --weights int4 --activations uint4.' });
  }
  if (productTable !== undefined && (engine === 'both' || isFloatEngine(engine))) {
    throw new BitscapeError('usage', `--product-table cannot be used with --engine ${engine}: floating point multiplies ideal levels`, { hint: 'Leave --engine out.' });
  }
}

async function run(workload: LoadedWorkload, what: readonly (Numerics | null)[], { engine }: EvaluateFlags, context: Run): Promise<{ rows: Measurement[]; difference?: EngineDifference }> {
  if (engine !== 'both') return { rows: await measure(workload, what, engine, context) };
  const rows = await measure(workload, what, 'exact', context);
  const numerics = what.at(-1)!;
  const [float] = await measure(workload, [numerics], 'tfjs', context);
  return { rows: [...rows, float!], difference: await engineDifference(workload, numerics, rows.at(-1)!, float!) };
}

function describe({ name, result, seconds, overflows }: Measurement): Record<string, unknown> {
  const { images, correct, correctTop5, loss, engine } = result;
  return { name, engine, images, correct, top1: correct / images, top1Interval: wilsonInterval(correct, images), top5: correctTop5 / images, top5Interval: wilsonInterval(correctTop5, images), loss, seconds, overflows };
}

function print(output: Output, { name, result, seconds, overflows }: Measurement): void {
  const { images, correct, correctTop5, loss, engine } = result;
  const interval = (count: number): string => {
    const [low, high] = wilsonInterval(count, images);
    return `95 % interval ${percent(low)} to ${percent(high)}`;
  };
  output.line(name);
  output.line(`  top-1  ${percent(correct / images)}  (${correct} of ${images}; ${interval(correct)})`);
  output.line(`  top-5  ${percent(correctTop5 / images)}  (${interval(correctTop5)})`);
  output.line(`  loss   ${loss.toFixed(4)} nats`);
  output.line(`  engine ${engine}`);
  output.line(`  ${(images / seconds).toFixed(0)} images/s`);
  for (const overflow of overflows) output.line(`  overflow possible in ${overflow}`);
}
