import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toBitscapeError } from '@bitscape/errors';
import type { Netlist } from '../netlist/Netlist.js';

/** The netlist stored under `key`, or undefined when there is none. An unreadable entry counts as none: it is synthesized again. */
export async function readCachedNetlist(folder: string, key: string): Promise<Netlist | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, `${key}.json`), 'utf8')) as Netlist;
  } catch {
    return undefined;
  }
}

/** Stores a netlist; the rename makes it appear whole or not at all, also with several writers. */
export async function writeCachedNetlist(folder: string, key: string, netlist: Netlist): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const temporary = join(folder, `${key}.${randomUUID()}.tmp`);
    await writeFile(temporary, JSON.stringify(netlist));
    await rename(temporary, join(folder, `${key}.json`));
  } catch (error) {
    throw toBitscapeError(error);
  }
}
