import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrontierFile } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { foldBatchNorm, graphHash, loadNetwork, type Graph } from '@bitscape/network';
import { folderOf } from '../workload.js';

/**
 * The network behind a frontier file. Its path is relative to the study, whose place `run.json` beside the frontier remembers.
 *
 * @throws BitscapeError `not-found` or `usage` when it is missing or no longer the network that was explored
 */
export async function loadFrontierNetwork(frontierFile: string, frontier: FrontierFile, override?: string): Promise<Graph> {
  const { name, hash } = frontier.workload.network;
  const base = override === undefined ? ((await studyFolder(frontierFile)) ?? folderOf(frontierFile)) : '.';
  const graph = foldBatchNorm(await loadNetwork(override ?? name, base));
  if (graphHash(graph) !== hash) {
    throw new BitscapeError('usage', `the network ${override ?? name} is not the one that was explored`, {
      where: { file: frontierFile, pointer: '/workload/network/hash' },
      hint: 'Run the study again, or name the right file with --network.',
    });
  }
  return graph;
}

async function studyFolder(frontierFile: string): Promise<string | undefined> {
  try {
    const run = JSON.parse(await readFile(join(folderOf(frontierFile), 'run.json'), 'utf8')) as { study_file?: unknown };
    return typeof run.study_file === 'string' ? folderOf(run.study_file) : undefined;
  } catch {
    return undefined; // A frontier can stand alone: its network is then looked for beside it.
  }
}
