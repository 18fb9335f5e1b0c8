import { loadStudy, numericsLabel, type FrontierFile, type Numerics, type ParsedStudy } from '@bitscape/design';
import type { EnginePreference, EvaluationPool, PoolEvaluationOptions } from '@bitscape/accuracy';
import { BitscapeError } from '@bitscape/errors';
import { compileNetwork, estimate, hashModels, loadHardwareModels } from '@bitscape/hardware';
import { graphHash } from '@bitscape/network';
import { planStudy, type Evaluators, type StudyPlan } from '@bitscape/search';
import type { Remember } from './rememberAccuracies.js';
import { folderOf, loadWorkload, type LoadedWorkload } from '../workload.js';

/** A study with its workload loaded. */
export interface OpenStudy {
  readonly study: ParsedStudy;
  readonly workload: LoadedWorkload;
  /** Cost of a design point on the study's network, and the identity of the cost model. */
  readonly cost: Evaluators['cost'];
  readonly costVersion: string;
  /** Costs the grid. @throws BitscapeError see `planStudy`; located in the study */
  plan(signal: AbortSignal): Promise<StudyPlan>;
}

/** @throws BitscapeError what is wrong with the study, its network or its data */
export async function openStudy(file: string, engine: EnginePreference): Promise<OpenStudy> {
  const study = await loadStudy(file);
  const workload = await locatedIn(file, '/workload', () => loadWorkload(study.study.workload, folderOf(file), engine));
  const models = loadHardwareModels();
  const network = compileNetwork(workload.graph);
  const cost: Evaluators['cost'] = (point) => estimate(network, point, models);
  return { study, workload, cost, costVersion: hashModels(models), plan: (signal) => locatedIn(file, undefined, () => planStudy(study, { cost }, signal)) };
}

interface EvaluatorListeners {
  readonly onOverflow: (message: string) => void;
  /** Images that were classified just now. */
  readonly onImages: (images: number) => void;
}

type PoolBatch = Parameters<NonNullable<PoolEvaluationOptions['onBatch']>>[0];

/** Header of the frontier: what was evaluated. */
export function describeWorkload({ study, workload }: OpenStudy, floatAccuracy: number): FrontierFile['workload'] {
  return {
    network: { name: study.study.workload.network, hash: graphHash(workload.graph) },
    dataset: { name: study.study.workload.dataset, hash: workload.dataset.hash, images: workload.images },
    floatAccuracy,
  };
}

function overflowNote(numerics: Numerics, messages: readonly string[]): string {
  const more = messages.length === 1 ? '' : `; ${messages.length - 1} more (bitscape evaluate lists them)`;
  return `note: ${numericsLabel(numerics)}: overflow possible in ${messages[0]}${more}`;
}

/** Accuracy from the pool of processes, cost from the hardware model. Possible overflows are told as they are found. */
export function studyEvaluators({ study, cost, costVersion }: OpenStudy, pool: EvaluationPool, engine: string, remember: Remember, { onOverflow, onImages }: EvaluatorListeners): Evaluators {
  // A race asks for the same numerics again and again, on more images each time.
  const seen = new Map<string, PoolBatch[]>();
  return {
    accuracy: (numerics, _training, { key, signal, images }) =>
      remember(numerics, images, () =>
        pool.evaluate(numerics, {
          images,
          known: [...(seen.get(key) ?? [])],
          onBatch: (batch) => {
            onImages(batch.images);
            if (study.study.race === undefined) return;
            const batches = seen.get(key);
            if (batches === undefined) seen.set(key, [batch]);
            else batches.push(batch);
          },
          signal,
          onOverflows: (overflows) => onOverflow(overflowNote(numerics, overflows.map(({ message }) => message))),
        }),
      ),
    cost,
    versions: { accuracy: engine, cost: costVersion },
  };
}

/** Errors that name no file are about the study: says so. A place inside a design point becomes part of the message. */
async function locatedIn<T>(file: string, pointer: string | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BitscapeError) || error.where?.file !== undefined || error.code === 'incomplete' || error.code === 'internal') throw error;
    const { code, message, where, hint } = error;
    const inPoint = code === 'invalid-point' && where?.pointer !== undefined;
    throw new BitscapeError(inPoint ? 'invalid-study' : code, inPoint ? `${where.pointer.slice(1).replaceAll('/', '.')}: ${message}` : message, {
      where: { ...(inPoint ? {} : where), file, ...(pointer === undefined || where?.pointer !== undefined ? {} : { pointer }) },
      ...(hint === undefined ? {} : { hint }),
      cause: error,
    });
  }
}
