import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toBitscapeError } from '@bitscape/errors';
import { makeFolder } from '../files/makeFolder.js';

/** What is stored under `key`, or undefined when there is none. An unreadable entry counts as none: it is synthesized again. */
export async function readCached<Value>(folder: string, key: string): Promise<Value | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, `${key}.json`), 'utf8')) as Value;
  } catch {
    return undefined;
  }
}

/** Stores a result as JSON; the rename makes it appear whole or not at all, also with several writers. */
export async function writeCached(folder: string, key: string, value: unknown): Promise<void> {
  try {
    await makeFolder(folder);
    const temporary = join(folder, `${key}.${randomUUID()}.tmp`);
    await writeFile(temporary, JSON.stringify(value));
    await rename(temporary, join(folder, `${key}.json`));
  } catch (error) {
    throw toBitscapeError(error);
  }
}
