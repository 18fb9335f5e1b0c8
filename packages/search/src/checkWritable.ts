import { mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { BitscapeError, toBitscapeError } from '@bitscape/errors';

/**
 * Checks before any work that files can be written into a folder, which need not exist yet. Leaves nothing behind.
 *
 * @throws BitscapeError `not-writable`.
 */
export function checkWritable(folder: string): void {
  let existing = resolve(folder);
  try {
    while (statSync(existing, { throwIfNoEntry: false }) === undefined && dirname(existing) !== existing) existing = dirname(existing);
    if (!statSync(existing).isDirectory()) throw new BitscapeError('not-writable', 'is a file, a folder is needed', { where: { file: existing } });
    rmdirSync(mkdtempSync(join(existing, '.bitscape-')));
  } catch (error) {
    throw notWritable(error, folder);
  }
}

/** Any failure to write, as the one error that names the folder. */
export function notWritable(error: unknown, path: string): BitscapeError {
  const known = toBitscapeError(error);
  return new BitscapeError('not-writable', `cannot write here: ${known.message}`, { where: { file: path }, hint: 'Choose another output folder.', cause: error });
}
