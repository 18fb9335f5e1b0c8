import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BitscapeError } from '@bitscape/errors';
import { unreadable } from './readDataFile.js';

export interface FolderEntries {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** Names of the files and sub-folders of a folder, hidden ones left out, in code-unit order on every machine. */
export async function listFolder(folder: string): Promise<FolderEntries> {
  try {
    const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => !entry.name.startsWith('.'));
    const names = (keep: (entry: (typeof entries)[number]) => boolean): string[] => entries.filter(keep).map((entry) => entry.name).sort(byCodeUnit);
    return {
      files: names((entry) => entry.isFile() || entry.isSymbolicLink()),
      folders: names((entry) => entry.isDirectory()),
    };
  } catch (error) {
    throw unreadable(folder, error);
  }
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Path of the first of `names` that the folder holds; `not-found` with the whole list otherwise. */
export async function findFile(folder: string, names: readonly string[]): Promise<string> {
  const { files } = await listFolder(folder);
  const found = names.find((name) => files.includes(name));
  if (found === undefined) {
    throw new BitscapeError('not-found', `holds none of ${names.join(', ')}`, { where: { file: folder } });
  }
  return join(folder, found);
}
