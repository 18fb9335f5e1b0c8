import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { ENGINE_PREFERENCES, EvaluationPool, type EnginePreference } from '@bitscape/accuracy';
import { checkWritable, outputPaths, refuseOverwriting, runStudy, writeOutputs } from '@bitscape/search';
import { describeWorkload, openStudy, studyEvaluators } from '../explore/openStudy.js';
import { frontierTable } from '../explore/frontierTable.js';
import { studyView } from '../explore/studyView.js';
import { interruptSignal } from '../interrupt.js';
import { integerAtLeast } from '../options/integers.js';
import { workerCount } from '../options/workerCount.js';
import { writeReport } from '../report/writeReport.js';
import { bundleOf } from '../rtl/bundleOf.js';
import { choosePoint } from '../rtl/choosePoint.js';
import { percent } from '../terminal/format.js';
import { createOutput } from '../terminal/Output.js';
import { VERSION } from '../version.js';

interface ExploreFlags {
  out?: string;
  resume?: boolean;
  fresh?: boolean;
  workers?: number;
  engine: EnginePreference;
  report?: boolean;
  rtl?: string;
  json?: boolean;
}

export function exploreCommand(): Command {
  return new Command('explore')
    .description('run a study: evaluate its grid and write the frontier')
    .argument('<study>', 'a *.study.json file')
    .option('-o, --out <folder>', 'where to write (default: out/<name of the study>)')
    .option('--resume', 'continue an interrupted run; finished accuracies are kept')
    .option('--fresh', 'discard the journal of an earlier run in the folder')
    .addOption(new Option('--workers <n>', 'processes (default: one a core)').argParser(integerAtLeast(1)))
    .addOption(new Option('--engine <name>', 'what computes accuracies').choices(ENGINE_PREFERENCES).default('auto'))
    .option('--report', 'write the HTML report as well')
    .option('--rtl <id>', 'write the RTL bundle of a point as well: an id, or "knee"')
    .option('--json', 'machine-readable result')
    .addHelpText(
      'after',
      `
Writes <name>.frontier.json (to commit), <name>.points.bin (all trials, Arrow IPC), <name>.journal.jsonl and run.json.
Ctrl-C stops after keeping what is finished; a killed run loses at most the accuracies in flight. Both continue with --resume.

Examples:
  bitscape explore studies/default.study.json
  bitscape explore studies/default.study.json --out out/default --resume
  bitscape explore studies/default.study.json --report --rtl knee
`,
    )
    .action(run);
}

async function run(file: string, flags: ExploreFlags): Promise<void> {
  const started = new Date();
  const output = createOutput(flags.json === true);
  const opened = await openStudy(file, flags.engine);
  const { name } = opened.study.study;
  const folder = resolve(flags.out ?? join('out', name));
  const { journal } = outputPaths(folder, name);
  checkWritable(folder);
  if (flags.fresh === true) await rm(journal, { force: true });
  refuseOverwriting(journal, flags.resume === true);

  const { signal, dispose } = interruptSignal();
  const pool = await EvaluationPool.open({ workload: opened.workload.evaluation, processes: workerCount(flags.workers) });
  const view = studyView(output);
  try {
    const { engine } = await pool.loaded();
    output.note(`${name}: engine ${engine}, ${pool.processes} process(es), ${opened.workload.images} images`);
    const float = await pool.evaluate(null, { images: opened.workload.images, split: true, signal });
    await mkdir(folder, { recursive: true });
    const outcome = await runStudy({
      study: opened.study,
      evaluators: studyEvaluators(opened, pool, engine),
      workload: describeWorkload(opened, float.correct / float.images),
      tool: `bitscape ${VERSION}`,
      journalPath: journal,
      resume: flags.resume === true,
      concurrency: pool.processes,
      signal,
      onEvent: (event) => view.onEvent(event),
    });
    view.stop();
    const { frontier } = outcome;
    const details = { study_file: resolve(file), engine, workers: pool.processes };
    const paths = writeOutputs(folder, name, outcome, { started, finished: new Date(), details });
    output.line(`\nFrontier of ${name}: ${frontier.counts.frontier} of ${frontier.counts.trials} design points; float accuracy ${percent(frontier.workload.floatAccuracy)}\n`);
    output.line(frontierTable(frontier));
    output.line(`\nfrontier  ${paths.frontier}`);
    output.line(`all points  ${paths.points}`);
    const report = flags.report === true ? await writeReport(paths.frontier, frontier) : undefined;
    if (report !== undefined) output.line(`report  ${report}`);
    const bundle = flags.rtl === undefined ? undefined : await bundleOf(choosePoint(frontier, flags.rtl), opened.workload.graph, join(folder, 'rtl'));
    if (bundle !== undefined) output.line(`RTL bundle  ${bundle.folder} (top ${bundle.top})`);
    output.result({ ...paths, report, rtl: bundle, counts: frontier.counts, hypervolume: frontier.hypervolume, floatAccuracy: frontier.workload.floatAccuracy });
  } catch (error) {
    view.stop();
    if (signal.aborted) {
      output.note(`stopped; finished accuracies are in ${journal}. Continue with: bitscape explore ${file} --out ${folder} --resume`);
      process.exitCode = 130;
      return;
    }
    throw error;
  } finally {
    dispose();
    await pool.close();
  }
}
