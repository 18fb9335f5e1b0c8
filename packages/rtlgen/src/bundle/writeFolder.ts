import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { BitscapeError } from '@bitscape/errors';
import { makeFolder } from '../files/makeFolder.js';

/**
 * Writes a folder of text files all or nothing: into a temporary folder beside `folder`, which then takes its name. An earlier version is
 * replaced when it contains `marker`; any other folder with content is left alone.
 *
 * @param files contents by path relative to `folder`, with `/`
 * @throws {BitscapeError} `not-writable`; nothing is left behind
 */
export async function writeFolder(folder: string, files: ReadonlyMap<string, string>, marker: string): Promise<void> {
  const target = resolve(folder);
  const suffix = randomUUID().slice(0, 8);
  const staging = join(dirname(target), `.${basename(target)}.${suffix}.tmp`);
  const retired = join(dirname(target), `.${basename(target)}.${suffix}.old`);
  let stagingExists = false;
  try {
    const content = await entriesOf(target);
    if (content.length > 0 && !content.includes(marker)) {
      throw new BitscapeError('not-writable', 'the folder exists and holds something else', {
        where: { file: folder },
        hint: 'Choose a new or empty folder; only an earlier bundle is replaced.',
      });
    }
    await makeFolder(dirname(target));
    await mkdir(staging);
    stagingExists = true;
    for (const [path, text] of files) {
      await mkdir(dirname(join(staging, path)), { recursive: true });
      await writeFile(join(staging, path), text);
    }
    if (content.length > 0) await rename(target, retired);
    await rename(staging, target);
    stagingExists = false;
    await rm(retired, { recursive: true, force: true });
  } catch (error) {
    if (stagingExists) await rm(staging, { recursive: true, force: true });
    if (error instanceof BitscapeError) throw error;
    throw new BitscapeError('not-writable', `the folder cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`, {
      where: { file: folder },
      hint: 'Check that the path exists, is a folder, and that you may write there.',
      cause: error,
    });
  }
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
