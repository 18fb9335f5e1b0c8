import { BitscapeError } from '@bitscape/errors';
import { OBJECTIVES, studyEssence, type FrontierFile, type ParsedStudy } from '@bitscape/design';
import { ParetoArchive } from '@bitscape/pareto';
import { accuracySeed } from './accuracySeed.js';
import { assembleFrontier, type AssembledFrontier } from './assembleFrontier.js';
import { assembleTrial, objectiveVector } from './assembleTrial.js';
import type { Constraints } from './constraints.js';
import type { Evaluators } from './Evaluators.js';
import { Journal } from './Journal.js';
import type { JournalHeader } from './JournalRecord.js';
import { measureAccuracies, type Measured } from './measureAccuracies.js';
import { planStudy, type Measurement, type PlannedPoint, type StudyPlan } from './planStudy.js';
import { raceAccuracies } from './racing/raceAccuracies.js';
import { stoppedTrial } from './racing/stoppedTrial.js';
import type { StudyEvent } from './StudyEvent.js';
import type { Trial } from './Trial.js';

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
 * Runs a study: costs the grid, or what its sampler asks for round by round, measures each distinct numerics once, and assembles
 * the frontier. The outcome depends on the
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
  const journal = Journal.open(options.journalPath, journalHeader({ study, workload, tool, evaluators }), options.resume ?? false);
  try {
    if (journal.repairedBytes > 0) onEvent({ type: 'repaired', journal: options.journalPath, bytes: journal.repairedBytes });
    const constraints = (study.study.constraints ?? {}) as Constraints;
    const measured = new Map<string, Measured>();
    const reporter = new FrontierReporter(study, measured, onEvent);
    const trials: { readonly index: number; readonly trial: Trial }[] = [];
    for (let round: StudyPlan | undefined = plan; round !== undefined; ) {
      const { points, measurements, next }: StudyPlan = round;
      const known = measurements.filter(({ key }) => journal.state.measured.has(key) || journal.state.rejected.has(key)).length;
      onEvent({ type: 'planned', points: points.length, infeasible: points.filter((point) => point.infeasible !== undefined).length, numerics: measurements.length, known });
      reporter.expect(points);
      const measure = (wanted: readonly Measurement[], onMeasured: (key: string, result: Measured) => void, rung?: number): Promise<void> =>
        measureAccuracies({
          measurements: wanted,
          evaluators,
          journal,
          images: workload.dataset.images,
          ...(rung === undefined ? {} : { rung }),
          seedOf: (key) => accuracySeed(study.study.seed, workload, key),
          concurrency,
          maxAttempts,
          signal,
          onEvent,
          onMeasured,
        });
      const race = study.study.race === undefined ? undefined : await raceAccuracies({ study, points, measurements, images: workload.dataset.images, measure, onEvent });
      await measure(race?.live ?? measurements, (key, result) => {
        measured.set(key, result);
        reporter.report(key, result);
      });
      const finished = points.map((point): Trial => {
        const certificate = race?.stopped.get(point.id);
        return certificate === undefined ? assembleTrial(point, measured.get(point.key), constraints) : stoppedTrial(point, certificate);
      });
      points.forEach(({ index }, position) => trials.push({ index, trial: finished[position]! }));
      round = await next?.(finished, signal);
    }
    // In the order of the grid, whatever the sampler's.
    const ordered = trials.sort((a, b) => a.index - b.index).map(({ trial }) => trial);
    const outcome = assembleFrontier(study, ordered, workload, tool);
    onEvent({ type: 'finished', counts: outcome.frontier.counts, hypervolume: outcome.frontier.hypervolume });
    return outcome;
  } finally {
    journal.close();
  }
}

export function journalHeader({ study, workload, tool, evaluators }: Pick<RunStudyOptions, 'study' | 'workload' | 'tool' | 'evaluators'>): JournalHeader {
  return { type: 'header', schemaVersion: 1, tool, studyHash: study.hash, study: studyEssence(study.study), workload, evaluators: evaluators.versions };
}

/** Tells after each measurement how the frontier of what is known changed. */
class FrontierReporter {
  readonly #study: ParsedStudy['study'];
  readonly #measured: ReadonlyMap<string, Measured>;
  readonly #onEvent: (event: StudyEvent) => void;
  readonly #archive: ParetoArchive<string>;
  #byKey = new Map<string, PlannedPoint[]>();

  constructor({ study }: ParsedStudy, measured: ReadonlyMap<string, Measured>, onEvent: (event: StudyEvent) => void) {
    this.#study = study;
    this.#measured = measured;
    this.#onEvent = onEvent;
    this.#archive = new ParetoArchive(study.objectives.map((name) => OBJECTIVES[name].direction));
  }

  /** Points of a new round; those whose numerics were measured in an earlier one are known at once. */
  expect(points: readonly PlannedPoint[]): void {
    this.#byKey = new Map();
    for (const point of points) {
      const sharing = this.#byKey.get(point.key);
      if (sharing === undefined) this.#byKey.set(point.key, [point]);
      else sharing.push(point);
    }
    for (const key of this.#byKey.keys()) {
      const measured = this.#measured.get(key);
      if (measured !== undefined) this.report(key, measured);
    }
  }

  report(key: string, measured: Measured): void {
    const added = new Set<string>();
    const removed = new Set<string>();
    for (const point of this.#byKey.get(key) ?? []) {
      const trial = assembleTrial(point, measured, (this.#study.constraints ?? {}));
      if (trial.status !== 'feasible') continue;
      const change = this.#archive.add(objectiveVector(trial, this.#study.objectives), trial.id);
      if (change.accepted) added.add(trial.id);
      for (const { item } of change.removed) if (!added.delete(item)) removed.add(item);
    }
    if (added.size > 0) this.#onEvent({ type: 'frontier', size: this.#archive.size, added: [...added], removed: [...removed] });
  }
}

function positive(value: number, name: string): number {
  if (!Number.isInteger(value) || value < 1) throw new BitscapeError('usage', `${name} must be a whole number of at least 1, not ${value}`);
  return value;
}
