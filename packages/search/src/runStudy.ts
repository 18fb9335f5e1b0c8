import { BitscapeError } from '@bitscape/errors';
import { OBJECTIVES, studyEssence, type FrontierFile, type ParsedStudy } from '@bitscape/design';
import { ParetoArchive } from '@bitscape/pareto';
import { accuracySeed } from './accuracySeed.js';
import { assembleFrontier, type AssembledFrontier } from './assembleFrontier.js';
import { assembleTrial, objectiveVector } from './assembleTrial.js';
import type { Constraints } from './constraints.js';
import type { Evaluators } from './Evaluators.js';
import { Journal } from './Journal.js';
import { measureAccuracies, type Measured } from './measureAccuracies.js';
import { planStudy, type PlannedPoint, type StudyPlan } from './planStudy.js';
import type { StudyEvent } from './StudyEvent.js';

export interface RunStudyOptions {
  readonly study: ParsedStudy;
  readonly evaluators: Evaluators;
  /** What the evaluators work on, for the frontier's header and to recognise a changed workload on resume. */
  readonly workload: FrontierFile['workload'];
  /** Name and version of the program, for headers. */
  readonly tool: string;
  readonly journalPath: string;
  /** Continue the journal if it exists; without it an existing journal is an error. */
  readonly resume?: boolean;
  /** Accuracy evaluations at a time; 1 by default. */
  readonly concurrency?: number;
  /** Tries of an evaluation that throws; 2 by default. */
  readonly maxAttempts?: number;
  readonly onEvent?: (event: StudyEvent) => void;
  /** `planStudy` of the same study and cost evaluator, where it was made before. */
  readonly plan?: StudyPlan;
  /** Stops the study: nothing new starts, evaluators see the signal, everything finished stays in the journal. */
  readonly signal?: AbortSignal;
}

export type StudyOutcome = AssembledFrontier;

/**
 * Runs a study: costs the grid, measures each distinct numerics once, and assembles the frontier. The outcome depends on the
 * study, the workload and the evaluators alone, not on concurrency, crashes or the number of runs it took.
 *
 * @throws BitscapeError what the cost evaluator throws; `usage`, `invalid-journal` and `not-writable` from the journal;
 * `incomplete` when stopped or when every evaluation failed; `infeasible` when no point is feasible.
 */
export async function runStudy(options: RunStudyOptions): Promise<StudyOutcome> {
  const { study, evaluators, workload, tool, signal = new AbortController().signal, onEvent = () => undefined } = options;
  const concurrency = positive(options.concurrency ?? 1, 'concurrency');
  const maxAttempts = positive(options.maxAttempts ?? 2, 'maxAttempts');
  const plan = options.plan ?? (await planStudy(study, evaluators, signal));
  const header = {
    type: 'header',
    schemaVersion: 1,
    tool,
    studyHash: study.hash,
    study: studyEssence(study.study),
    workload,
    evaluators: evaluators.versions,
  } as const;
  const journal = Journal.open(options.journalPath, header, options.resume ?? false);
  try {
    if (journal.repairedBytes > 0) onEvent({ type: 'repaired', journal: options.journalPath, bytes: journal.repairedBytes });
    const known = plan.measurements.filter(({ key }) => journal.state.measured.has(key) || journal.state.rejected.has(key)).length;
    const infeasible = plan.points.filter((point) => point.infeasible !== undefined).length;
    onEvent({ type: 'planned', points: plan.points.length, infeasible, numerics: plan.measurements.length, known });
    const measured = new Map<string, Measured>();
    const report = frontierReporter(study, plan.points, onEvent);
    await measureAccuracies({
      measurements: plan.measurements,
      evaluators,
      journal,
      images: workload.dataset.images,
      seedOf: (key) => accuracySeed(study.study.seed, workload, key),
      concurrency,
      maxAttempts,
      signal,
      onEvent,
      onMeasured: (key, result) => {
        measured.set(key, result);
        report(key, result);
      },
    });
    const constraints = (study.study.constraints ?? {}) as Constraints;
    const trials = plan.points.map((point) => assembleTrial(point, measured.get(point.key), constraints));
    const outcome = assembleFrontier(study, trials, workload, tool);
    onEvent({ type: 'finished', counts: outcome.frontier.counts, hypervolume: outcome.frontier.hypervolume });
    return outcome;
  } finally {
    journal.close();
  }
}

/** Tells after each measurement how the frontier of what is known changed. */
function frontierReporter(study: ParsedStudy, points: readonly PlannedPoint[], onEvent: (event: StudyEvent) => void) {
  const { objectives, constraints = {} } = study.study;
  const archive = new ParetoArchive<string>(objectives.map((name) => OBJECTIVES[name].direction));
  const byKey = new Map<string, PlannedPoint[]>();
  for (const point of points) {
    const sharing = byKey.get(point.key);
    if (sharing === undefined) byKey.set(point.key, [point]);
    else sharing.push(point);
  }
  return (key: string, measured: Measured): void => {
    const added = new Set<string>();
    const removed = new Set<string>();
    for (const point of byKey.get(key) ?? []) {
      const trial = assembleTrial(point, measured, constraints);
      if (trial.status !== 'feasible') continue;
      const change = archive.add(objectiveVector(trial, objectives), trial.id);
      if (change.accepted) added.add(trial.id);
      for (const { item } of change.removed) if (!added.delete(item)) removed.add(item);
    }
    if (added.size > 0) onEvent({ type: 'frontier', size: archive.size, added: [...added], removed: [...removed] });
  };
}

function positive(value: number, name: string): number {
  if (!Number.isInteger(value) || value < 1) throw new BitscapeError('usage', `${name} must be a whole number of at least 1, not ${value}`);
  return value;
}
