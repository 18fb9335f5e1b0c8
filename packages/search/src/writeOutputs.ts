import { hostname } from 'node:os';
import { join } from 'node:path';
import { BitscapeError } from '@bitscape/errors';
import { writeFrontier, writePoints } from '@bitscape/design';
import { makeFolder } from './makeFolder.js';
import type { StudyOutcome } from './runStudy.js';
import { writeFileAtomic } from './writeFileAtomic.js';

/** What is true of one run and not of its result; goes to `<name>.run.json` only. */
export interface RunInfo {
  /** When the run began and ended. */
  readonly started: Date;
  readonly finished: Date;
  /** Versions and settings worth keeping, e.g. engine, concurrency, command line. */
  readonly details: Readonly<Record<string, unknown>>;
}

export interface OutputPaths {
  readonly frontier: string;
  readonly points: string;
  readonly run: string;
}

/** Where the outputs of a study go. The name must be a plain file name. */
export function outputPaths(folder: string, name: string): OutputPaths & { readonly journal: string } {
  // 255 bytes are what file systems allow; the longest ending, and that of a temporary file, must fit behind the name.
  if (!/^[^\s/\\:*?"<>|.][^/\\:*?"<>|]*$/.test(name) || Buffer.byteLength(name) > 200) throw new BitscapeError('usage', `'${name}' cannot be part of a file name`, { hint: 'Use up to 200 letters, digits, dots, dashes and underscores.' });
  return {
    frontier: join(folder, `${name}.frontier.json`),
    points: join(folder, `${name}.points.bin`),
    run: join(folder, `${name}.run.json`),
    journal: join(folder, `${name}.journal.jsonl`),
  };
}

/**
 * Writes `<name>.points.bin`, `<name>.run.json` and, last, `<name>.frontier.json`, each in one step: where the frontier is new, so are
 * its companions. Frontier and points depend on the outcome alone.
 *
 * @throws BitscapeError `not-writable`.
 */
export function writeOutputs(folder: string, name: string, outcome: StudyOutcome, info: RunInfo): OutputPaths {
  const { frontier, points, run } = outputPaths(folder, name);
  makeFolder(folder);
  writeFileAtomic(points, writePoints(outcome.trials));
  writeFileAtomic(run, `${JSON.stringify(runRecord(outcome, info), null, 2)}\n`);
  writeFileAtomic(frontier, writeFrontier(outcome.frontier));
  return { frontier, points, run };
}

function runRecord({ frontier, trials }: StudyOutcome, { started, finished, details }: RunInfo): object {
  return {
    schemaVersion: 1,
    study: frontier.study,
    tool: frontier.tool,
    started: started.toISOString(),
    finished: finished.toISOString(),
    seconds: (finished.getTime() - started.getTime()) / 1000,
    host: hostname(),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    counts: frontier.counts,
    failures: trials.filter((trial) => trial.status === 'failed').map(({ id, label, reason }) => ({ id, label, reason })),
    ...details,
  };
}
