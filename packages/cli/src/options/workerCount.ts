import { availableParallelism } from 'node:os';

/** Processes to use: as asked, or one a core. */
export function workerCount(asked: number | undefined): number {
  return asked ?? availableParallelism();
}
