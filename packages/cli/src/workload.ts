import { dirname, isAbsolute, resolve } from 'node:path';
import type { EvaluationWorkload, EnginePreference } from '@bitscape/accuracy';
import { BitscapeError } from '@bitscape/errors';
import { EMBEDDED_NETWORKS, foldBatchNorm, loadDataset, loadNetwork, resolveNormalization, type Dataset, type Graph, type NormalizationValues } from '@bitscape/network';

/** What names a workload, in a study or on the command line. */
export interface WorkloadSpec {
  readonly network: string;
  readonly dataset: string;
  readonly normalize?: string | NormalizationValues | undefined;
  readonly images?: number | undefined;
  readonly calibrationImages?: number | undefined;
}

/** A workload with its network and test images in memory and every path absolute. */
export interface LoadedWorkload {
  readonly spec: WorkloadSpec;
  /** Batch normalisation folded. */
  readonly graph: Graph;
  readonly dataset: Dataset;
  /** Number of evaluation images. */
  readonly images: number;
  /** For the evaluation pool. */
  readonly evaluation: EvaluationWorkload;
}

/**
 * Loads network and test images.
 *
 * @param relativeTo folder that relative paths start from
 * @throws BitscapeError what is wrong with the network, the data set or the normalisation
 */
export async function loadWorkload(spec: WorkloadSpec, relativeTo: string, engine: EnginePreference = 'auto'): Promise<LoadedWorkload> {
  const network = absoluteNetwork(spec.network, relativeTo);
  const source = absoluteDataset(spec.dataset, relativeTo);
  const normalization = await normalizationOrUnknownDataset(spec, source);
  const graph = foldBatchNorm(await loadNetwork(network));
  const dataset = await loadDataset(source, 'test');
  checkFit(graph, dataset);
  const images = spec.images ?? dataset.length;
  if (images > dataset.length) {
    throw new BitscapeError('usage', `${images} evaluation images asked for, ${spec.dataset} has ${dataset.length}`, { hint: 'Ask for fewer images, or leave the number out to use all.' });
  }
  return {
    spec,
    graph,
    dataset,
    images,
    evaluation: evaluationOf({ ...spec, normalize: normalization }, relativeTo, dataset, engine),
  };
}

/** What the evaluation pool loads: absolute paths, constants resolved for the data set's channels. */
export function evaluationOf(spec: WorkloadSpec, relativeTo: string, dataset: Dataset, engine: EnginePreference = 'auto'): EvaluationWorkload {
  return {
    network: absoluteNetwork(spec.network, relativeTo),
    dataset: absoluteDataset(spec.dataset, relativeTo),
    normalization: resolveNormalization(normalizationOf(spec), channelsOf(dataset)),
    ...(spec.calibrationImages === undefined ? {} : { calibrationImages: spec.calibrationImages }),
    engine,
  };
}

/** The stated normalisation; only the embedded task has one of its own. */
export function normalizationOf({ dataset, normalize }: Pick<WorkloadSpec, 'dataset' | 'normalize'>): string | NormalizationValues {
  if (normalize !== undefined) return normalize;
  if (dataset === 'glyphs') return 'glyphs';
  throw new BitscapeError('usage', `it is not said how the pixels of ${dataset} are normalised`, {
    hint: 'Add --normalize (in a study: workload.normalize) with imagenet, cifar10, mnist, none or explicit lists; it must be what the network was trained with.',
  });
}

/** A misspelt data set has no normalisation either: its name is what must be said then. */
async function normalizationOrUnknownDataset(spec: WorkloadSpec, source: string): Promise<string | NormalizationValues> {
  try {
    return normalizationOf(spec);
  } catch (missing) {
    await loadDataset(source, 'test', { limit: 1 }).catch((error: unknown) => {
      if (error instanceof BitscapeError && error.code === 'usage') throw error;
    });
    throw missing;
  }
}

/** Folder that the relative paths of a file start from. */
export function folderOf(file: string): string {
  return dirname(resolve(file));
}

function absoluteNetwork(spec: string, relativeTo: string): string {
  return EMBEDDED_NETWORKS.includes(spec) ? spec : resolve(relativeTo, spec);
}

/** `kind:path` with an absolute path; what names none is left to the reader to refuse. */
export function absoluteDataset(spec: string, relativeTo: string): string {
  const colon = spec.indexOf(':');
  if (colon < 0) return spec;
  const path = spec.slice(colon + 1);
  return path === '' || isAbsolute(path) ? spec : `${spec.slice(0, colon + 1)}${resolve(relativeTo, path)}`;
}

export function channelsOf(dataset: Dataset): number {
  return dataset.imageShape.at(-1) ?? 1;
}

function checkFit(graph: Graph, dataset: Dataset): void {
  const wanted = graph.input.shape.slice(1);
  const given = dataset.imageShape;
  const size = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);
  const same = wanted.length === 1 ? size(wanted) === size(given) : wanted.join() === given.join();
  if (!same) {
    throw new BitscapeError('usage', `the network reads images of [${wanted.join(', ')}] (channels last), ${dataset.name} has [${given.join(', ')}]`, {
      hint: 'Name the data set that the network was trained on with --dataset.',
    });
  }
}
