import { Command, Option } from 'commander';
import { EvaluationPool, ENGINE_PREFERENCES, type EnginePreference } from '@bitscape/accuracy';
import { numericsLabel, type AccuracyResult, type Numerics } from '@bitscape/design';
import { wilsonInterval } from '@bitscape/pareto';
import { interruptSignal } from '../interrupt.js';
import { addNumericsOptions, asksForQuantization, numericsFromFlags, type NumericsFlags } from '../options/numericsOptions.js';
import { addWorkloadOptions, type WorkloadFlags } from '../options/workloadOptions.js';
import { workerCount } from '../options/workerCount.js';
import { integerAtLeast } from '../options/integers.js';
import { percent } from '../terminal/format.js';
import { createOutput, type Output } from '../terminal/Output.js';
import { progressBar } from '../terminal/progressBar.js';
import { loadWorkload } from '../workload.js';
import { warnOfArithmetic } from '../warnOfArithmetic.js';

interface EvaluateFlags extends NumericsFlags, WorkloadFlags {
  withFloat?: boolean;
  workers?: number;
  engine: EnginePreference;
  json?: boolean;
}

export function evaluateCommand(): Command {
  const command = new Command('evaluate').description('accuracy of a network, in float or quantized, with 95 % intervals');
  addNumericsOptions(addWorkloadOptions(command));
  return command
    .option('--with-float', 'evaluate the float network too and compare')
    .addOption(new Option('--workers <n>', 'processes (default: one a core)').argParser(integerAtLeast(1)))
    .addOption(new Option('--engine <name>', 'what computes').choices(ENGINE_PREFERENCES).default('auto'))
    .option('--json', 'machine-readable result')
    .addHelpText(
      'after',
      `
Without --weights and --activations the float network is evaluated.

Examples:
  bitscape evaluate
  bitscape evaluate --weights lns:3.2 --activations ulns:3.3 --with-float
  bitscape evaluate --network resnet20.onnx --dataset cifar10:data/cifar10 --normalize imagenet --weights int8 --activations uint8
`,
    )
    .action(run);
}

async function run(flags: EvaluateFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const numerics = asksForQuantization(flags) ? numericsFromFlags(flags) : null;
  if (numerics !== null) warnOfArithmetic([numerics], output);
  const workload = await loadWorkload(flags, '.', flags.engine);
  const { signal, dispose } = interruptSignal();
  const pool = await EvaluationPool.open({ workload: workload.evaluation, processes: workerCount(flags.workers) });
  try {
    const { engine } = await pool.loaded();
    output.note(`engine: ${engine}, ${pool.processes} process(es)`);
    const measure = async (name: string, what: Numerics | null): Promise<{ name: string; result: AccuracyResult; seconds: number }> => {
      const bar = progressBar(name, workload.images, 'images', output.json);
      const started = performance.now();
      try {
        const result = await pool.evaluate(what, { images: workload.images, split: true, signal, onProgress: (done) => bar.update(done) });
        return { name, result, seconds: (performance.now() - started) / 1000 };
      } finally {
        bar.stop();
      }
    };
    const rows = [];
    if (numerics === null || flags.withFloat === true) rows.push(await measure('float32', null));
    if (numerics !== null) rows.push(await measure(numericsLabel(numerics), numerics));
    for (const { name, result, seconds } of rows) print(output, name, result, seconds);
    output.result({
      network: flags.network,
      dataset: { name: flags.dataset, hash: workload.dataset.hash, images: workload.images },
      normalization: workload.evaluation.normalization,
      engine,
      numerics,
      results: rows.map(({ name, result, seconds }) => ({ name, ...describe(result), seconds })),
    });
  } finally {
    dispose();
    await pool.close();
  }
}

function describe(result: AccuracyResult): Record<string, unknown> {
  const { images, correct, correctTop5, loss } = result;
  return { images, correct, top1: correct / images, top1Interval: wilsonInterval(correct, images), top5: correctTop5 / images, top5Interval: wilsonInterval(correctTop5, images), loss };
}

function print(output: Output, name: string, result: AccuracyResult, seconds: number): void {
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
