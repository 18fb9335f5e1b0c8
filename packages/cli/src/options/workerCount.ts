import { availableParallelism } from 'node:os';
import { BitscapeError } from '@bitscape/errors';

/** More evaluation processes than this a core only cost memory. */
const MOST_A_CORE = 4;

/**
 * Processes to use: as asked, or one a core.
 *
 * @throws BitscapeError `usage` for so many that the machine would grind to a halt
 */
export function workerCount(asked: number | undefined, cores = availableParallelism()): number {
  const most = MOST_A_CORE * cores;
  if (asked !== undefined && asked > most) {
    throw new BitscapeError('usage', `${asked} processes are too many for ${cores} cores`, { hint: `Ask for at most ${most}; more than ${cores} rarely help.` });
  }
  return asked ?? cores;
}
