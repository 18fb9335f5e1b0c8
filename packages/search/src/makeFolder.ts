import { mkdirSync } from 'node:fs';
import { checkWritable, notWritable } from './checkWritable.js';

/**
 * Makes a folder that files can be written into, with its parents.
 *
 * The check comes first: where nothing can be made, as below `/proc`, a recursive `mkdir` of Node.js never returns.
 *
 * @throws BitscapeError `not-writable`.
 */
export function makeFolder(folder: string): void {
  checkWritable(folder);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw notWritable(error, folder);
  }
}
