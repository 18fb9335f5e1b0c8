import { join, resolve } from 'node:path';
import { EvaluationPool } from '@bitscape/accuracy';
import { checkWritable, discardJournal, makeFolder, measureShard, outputPaths, refuseOtherStudy, refuseOverwriting, runStudy, writeOutputs, type StudyOutcome, type StudyPlan } from '@bitscape/search';
import type { ExploreFlags } from '../commands/explore.js';
import { frontierTable } from '../explore/frontierTable.js';
import { describeWorkload, openStudy, studyEvaluators, type OpenStudy } from '../explore/openStudy.js';
import { inactiveAxes, planSummary, planView } from '../explore/planView.js';
import { rememberAccuracies, type Remember } from '../explore/rememberAccuracies.js';
import { studyView } from '../explore/studyView.js';
import { interruptible } from '../interrupt.js';
import { isFloatEngine } from '../options/engineOption.js';
import type { Shard } from '../options/shardOf.js';
import { workerCount } from '../options/workerCount.js';
import { writeReport } from '../report/writeReport.js';
import { bundleOf } from '../rtl/bundleOf.js';
import { choosePoint } from '../rtl/choosePoint.js';
import { counted, percent } from '../terminal/format.js';
import { createOutput, type Output } from '../terminal/Output.js';
import { VERSION } from '../version.js';
import { warnOfArithmetic } from '../warnOfArithmetic.js';

/** @param output where to write instead of the terminal */
export async function explore(file: string, flags: ExploreFlags, output: Output = createOutput(flags.json === true)): Promise<void> {
  const started = new Date();
  const opened = await openStudy(file, flags.engine);
  const { name } = opened.study.study;
  const folder = resolve(flags.out ?? join('out', name));
  const processes = workerCount(flags.workers);
  const { journal } = outputPaths(folder, name);
  if (flags.dryRun !== true) {
    checkWritable(folder);
    refuseOverwriting(journal, flags.resume === true || flags.fresh === true);
    if (flags.resume === true) refuseOtherStudy(journal, opened.study);
  }
  const goOn = `Finished accuracies are kept in ${journal}. Continue with: bitscape explore ${file} --out ${folder} --resume`;
  await interruptible(flags.dryRun === true ? 'Nothing was written.' : goOn, async (signal) => {
    const plan = await opened.plan(signal);
    for (const axis of inactiveAxes(opened.study, plan)) output.note(`note: the axis '${axis}' changes nothing: its condition holds for no design point`);
    if (isFloatEngine(flags.engine)) warnOfArithmetic(plan.measurements.map(({ numerics }) => numerics), output);
    if (flags.dryRun === true) {
      output.line(planView(opened, plan));
      output.result(planSummary(opened, plan));
      return;
    }
    if (flags.shard !== undefined) {
      await runShard({ opened, plan, folder, journal, processes, flags, signal, output }, flags.shard);
      return;
    }
    const { outcome, engine, accuracies } = await run({ opened, plan, folder, journal, processes, flags, signal, output });
    const details = { study_file: resolve(file), engine, workers: processes, accuracies };
    const paths = writeOutputs(folder, name, outcome, { started, finished: new Date(), details });
    await present(opened, outcome, paths, { folder, flags, output });
  });
}

interface Run {
  readonly opened: OpenStudy;
  readonly plan: StudyPlan;
  readonly folder: string;
  readonly journal: string;
  readonly processes: number;
  readonly flags: ExploreFlags;
  readonly signal: AbortSignal;
  readonly output: Output;
}

async function run({ opened, plan, folder, journal, processes, flags, signal, output }: Run): Promise<{ outcome: StudyOutcome; engine: string; accuracies: Accuracies }> {
  const pool = await EvaluationPool.open({ workload: opened.workload.evaluation, processes });
  const view = studyView(output);
  try {
    const { engine } = await pool.loaded();
    output.note(`${opened.study.study.name}: engine ${engine}, ${counted(processes, 'process', 'processes')}, ${counted(opened.workload.images, 'image')}`);
    const kept = flags.cache === undefined ? undefined : await rememberAccuracies(resolve(flags.cache), opened, engine);
    let evaluated = 0;
    let needed = 0;
    let classified = 0;
    const remember: Remember = kept?.remember ?? ((_numerics, _images, measure) => measure());
    const float = await remember(null, opened.workload.images, () => pool.evaluate(null, { images: opened.workload.images, split: true, signal }));
    makeFolder(folder);
    if (flags.fresh === true) discardJournal(journal);
    const outcome = await runStudy({
      study: opened.study,
      evaluators: studyEvaluators(opened, pool, engine, (numerics, images, measure) => remember(numerics, images, () => (evaluated++, measure())), {
        onOverflow: (text) => output.note(text),
        onImages: (images) => (classified += images),
      }),
      workload: describeWorkload(opened, float.correct / float.images),
      tool: `bitscape ${VERSION}`,
      journalPath: journal,
      resume: flags.resume === true,
      concurrency: processes,
      plan,
      signal,
      onEvent: (event) => {
        if (event.type === 'planned') needed += event.numerics;
        view.onEvent(event);
      },
    });
    if (kept !== undefined) output.note(`${counted(evaluated, 'accuracy', 'accuracies')} evaluated, ${needed - evaluated} known before`);
    return { outcome, engine, accuracies: { needed, evaluated, images: classified } };
  } finally {
    view.stop();
    await pool.close();
  }
}

/** Measures a part into the journal; the parts are joined elsewhere. */
async function runShard({ opened, plan, folder, journal, processes, flags, signal, output }: Run, shard: Shard): Promise<void> {
  const pool = await EvaluationPool.open({ workload: opened.workload.evaluation, processes });
  const view = studyView(output);
  try {
    const { engine } = await pool.loaded();
    const remember: Remember = flags.cache === undefined ? (_numerics, _images, measure) => measure() : (await rememberAccuracies(resolve(flags.cache), opened, engine)).remember;
    const float = await remember(null, opened.workload.images, () => pool.evaluate(null, { images: opened.workload.images, split: true, signal }));
    makeFolder(folder);
    if (flags.fresh === true) discardJournal(journal);
    const measured = await measureShard(
      {
        study: opened.study,
        evaluators: studyEvaluators(opened, pool, engine, remember, { onOverflow: (text) => output.note(text), onImages: () => undefined }),
        workload: describeWorkload(opened, float.correct / float.images),
        tool: `bitscape ${VERSION}`,
        journalPath: journal,
        resume: flags.resume === true,
        concurrency: processes,
        plan,
        signal,
        onEvent: (event) => view.onEvent(event),
      },
      shard,
    );
    output.line(`part ${shard.index + 1} of ${shard.count}: ${counted(measured, 'accuracy', 'accuracies')} in ${journal}. Join the parts with bitscape merge.`);
    output.result({ journal, shard, accuracies: measured });
  } finally {
    view.stop();
    await pool.close();
  }
}

/** Distinct numerics of the study, and how many of them had to be evaluated (attempts that failed count too). */
interface Accuracies {
  readonly needed: number;
  readonly evaluated: number;
  /** Images that were classified for them. */
  readonly images: number;
}

interface Presentation {
  readonly folder: string;
  readonly flags: ExploreFlags;
  readonly output: Output;
}

/** Prints the frontier and writes what was asked for beside it. */
async function present(opened: OpenStudy, { frontier }: StudyOutcome, paths: ReturnType<typeof writeOutputs>, { folder, flags, output }: Presentation): Promise<void> {
  const { counts, workload, hypervolume } = frontier;
  const left = [counts.infeasible > 0 ? `${counts.infeasible} infeasible` : '', counts.failed > 0 ? `${counts.failed} failed` : ''].filter((part) => part !== '').join(', ');
  output.line(`\nFrontier of ${frontier.study.name}: ${counts.frontier} of ${counts.trials} design points${left === '' ? '' : ` (${left})`}; float accuracy ${percent(workload.floatAccuracy)}\n`);
  output.line(frontierTable(frontier));
  output.line(`\nfrontier    ${paths.frontier}`);
  output.line(`all points  ${paths.points}`);
  const report = flags.report === true ? await writeReport(paths.frontier, frontier) : undefined;
  if (report !== undefined) output.line(`report      ${report}`);
  const bundle = flags.rtl === undefined ? undefined : await bundleOf(choosePoint(frontier, flags.rtl), opened.workload, join(folder, 'rtl'));
  if (bundle !== undefined) output.line(`RTL bundle  ${bundle.folder} (top ${bundle.top})`);
  output.result({ ...paths, report, rtl: bundle, counts, hypervolume, floatAccuracy: workload.floatAccuracy });
}
