import { readFile } from 'node:fs/promises';
import { loadStudy, type FrontierFile, type ParsedStudy } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { foldBatchNorm, graphHash, loadDataset, loadNetwork, type Dataset } from '@bitscape/network';
import { absoluteDataset, evaluationOf, folderOf } from '../workload.js';
import type { BundleNetwork } from './BundleNetwork.js';

/**
 * The network behind a frontier file. Its path is relative to the study, whose place `<name>.run.json` beside the frontier remembers.
 *
 * @throws BitscapeError `not-found` or `usage` when it is missing or no longer the network that was explored
 */
export async function loadFrontierNetwork(frontierFile: string, frontier: FrontierFile, override?: string): Promise<BundleNetwork> {
  const { name, hash } = frontier.workload.network;
  const file = await studyFile(frontierFile);
  const base = folderOf(file ?? frontierFile);
  const graph = foldBatchNorm(await loadNetwork(override ?? name, override === undefined ? base : '.'));
  if (graphHash(graph) !== hash) {
    throw new BitscapeError('usage', `the network ${override ?? name} is not the one that was explored`, {
      where: { file: frontierFile, pointer: '/workload/network/hash' },
      hint: 'Run the study again, or name the right file with --network.',
    });
  }
  const study = file === undefined ? undefined : await sameStudy(file, frontier);
  const image = study === undefined ? undefined : await oneImage(study, base);
  return study === undefined || image === undefined ? { graph } : { graph, evaluation: evaluationOf(study.study.workload, base, image) };
}

async function studyFile(frontierFile: string): Promise<string | undefined> {
  try {
    const run = JSON.parse(await readFile(frontierFile.replace(/(\.frontier)?\.json$/, '.run.json'), 'utf8')) as { study_file?: unknown };
    return typeof run.study_file === 'string' ? run.study_file : undefined;
  } catch {
    return undefined; // A frontier can stand alone: its network is then looked for beside it.
  }
}

/** The study, if it still is the one that was explored. */
async function sameStudy(file: string, frontier: FrontierFile): Promise<ParsedStudy | undefined> {
  try {
    const study = await loadStudy(file);
    return study.hash === frontier.study.hash ? study : undefined;
  } catch {
    return undefined; // Moved or edited since: the bundle then says that its channel constants are synthetic.
  }
}

/** One image of the study's data, where they are at hand. */
async function oneImage(study: ParsedStudy, folder: string): Promise<Dataset | undefined> {
  try {
    return await loadDataset(absoluteDataset(study.study.workload.dataset, folder), 'train', { limit: 1 });
  } catch {
    return undefined; // Data sets are not committed with frontiers.
  }
}
