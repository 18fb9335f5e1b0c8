import { mkdir, mkdtemp, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/**
 * Makes a folder with its parents. That something can be made in the nearest ancestor that exists is tried first: where it cannot, as
 * below `/proc`, a recursive `mkdir` of Node.js never returns.
 *
 * @throws the error of the file system
 */
export async function makeFolder(folder: string): Promise<void> {
  let existing = resolve(folder);
  while (!(await exists(existing)) && dirname(existing) !== existing) existing = dirname(existing);
  if (existing === resolve(folder)) return;
  await rmdir(await mkdtemp(join(existing, '.bitscape-')));
  await mkdir(folder, { recursive: true });
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
