import { BitscapeError } from '@bitscape/errors';
import { accuracySeed } from './accuracySeed.js';
import { Journal } from './Journal.js';
import { measureAccuracies } from './measureAccuracies.js';
import { planStudy } from './planStudy.js';
import { journalHeader, type RunStudyOptions } from './runStudy.js';

/** One of `count` parts of a study, from 0. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/**
 * Measures one part of a study's accuracies into a journal, for as many machines as there are parts; `mergeJournals` joins them.
 * A numerics key belongs to the part that its hash names, so that parts are the same wherever they are computed.
 *
 * @returns how many accuracies the part has
 * @throws BitscapeError what `runStudy` throws; `usage` for studies whose later measurements depend on earlier ones.
 */
export async function measureShard(options: RunStudyOptions, shard: Shard): Promise<number> {
  const { study, evaluators, workload, signal = new AbortController().signal, onEvent = () => undefined } = options;
  const plan = options.plan ?? (await planStudy(study, evaluators, signal));
  if (plan.next !== undefined || study.study.race !== undefined) {
    throw new BitscapeError('usage', 'a study with a race or with a sampler that learns cannot be divided: what it measures depends on what it has measured', {
      hint: 'Use the sampler grid, random or sobol, without "race".',
    });
  }
  const measurements = plan.measurements.filter(({ key }) => Number.parseInt(key.slice(0, 8), 16) % shard.count === shard.index);
  const journal = Journal.open(options.journalPath, journalHeader(options), options.resume ?? false);
  try {
    const known = measurements.filter(({ key }) => journal.state.measured.has(key) || journal.state.rejected.has(key)).length;
    onEvent({ type: 'planned', points: plan.points.length, infeasible: plan.points.filter((point) => point.infeasible !== undefined).length, numerics: measurements.length, known });
    await measureAccuracies({
      measurements,
      evaluators,
      journal,
      images: workload.dataset.images,
      seedOf: (key) => accuracySeed(study.study.seed, workload, key),
      concurrency: options.concurrency ?? 1,
      maxAttempts: options.maxAttempts ?? 2,
      signal,
      onEvent,
      onMeasured: () => undefined,
    });
    return measurements.length;
  } finally {
    journal.close();
  }
}
