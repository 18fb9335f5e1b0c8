import { loadStudy, type FrontierFile, type ParsedStudy } from '@bitscape/design';
import type { EnginePreference, EvaluationPool } from '@bitscape/accuracy';
import { compileNetwork, estimate, hashModels, loadHardwareModels } from '@bitscape/hardware';
import { graphHash } from '@bitscape/network';
import type { Evaluators } from '@bitscape/search';
import { folderOf, loadWorkload, type LoadedWorkload } from '../workload.js';

/** A study with its workload loaded. */
export interface OpenStudy {
  readonly file: string;
  readonly study: ParsedStudy;
  readonly workload: LoadedWorkload;
}

/** @throws BitscapeError what is wrong with the study, its network or its data */
export async function openStudy(file: string, engine: EnginePreference): Promise<OpenStudy> {
  const study = await loadStudy(file);
  return { file, study, workload: await loadWorkload(study.study.workload, folderOf(file), engine) };
}

/** Header of the frontier: what was evaluated. */
export function describeWorkload({ study, workload }: OpenStudy, floatAccuracy: number): FrontierFile['workload'] {
  return {
    network: { name: study.study.workload.network, hash: graphHash(workload.graph) },
    dataset: { name: study.study.workload.dataset, hash: workload.dataset.hash, images: workload.images },
    floatAccuracy,
  };
}

/** Accuracy from the pool of processes, cost from the hardware model. */
export function studyEvaluators({ workload }: OpenStudy, pool: EvaluationPool, engine: string): Evaluators {
  const models = loadHardwareModels();
  const network = compileNetwork(workload.graph);
  return {
    accuracy: (numerics, _training, { signal }) => pool.evaluate(numerics, { images: workload.images, signal }),
    cost: (point) => estimate(network, point, models),
    versions: { accuracy: engine, cost: hashModels(models) },
  };
}
