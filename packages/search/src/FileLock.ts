import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { BitscapeError } from '@bitscape/errors';
import { notWritable } from './checkWritable.js';
import { currentProcess, processState, type ProcessIdentity } from './processIdentity.js';

const ATTEMPTS = 20;

/**
 * Lock of one file by one process, as a file beside it that names the process. A process that died, even by SIGKILL, holds
 * nothing: the lock is taken over when its process no longer runs. Works between processes of one host.
 */
export class FileLock {
  readonly #path: string;
  readonly #inode: bigint;

  private constructor(path: string) {
    this.#path = path;
    this.#inode = statSync(path, { bigint: true }).ino;
  }

  /**
   * @param path of the lock file
   * @param subject what is locked, for messages
   * @throws BitscapeError `not-writable` when a living process holds the lock, or the file system says no.
   */
  static acquire(path: string, subject: string): FileLock {
    const own = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
    try {
      // Linked into place complete, so that nobody ever reads a lock half written.
      writeFileSync(own, JSON.stringify(currentProcess()), { flag: 'wx' });
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (tryLink(own, path)) return new FileLock(path);
        const text = readLock(path);
        if (text === undefined) continue;
        const holder = parseHolder(text);
        const state = holder === undefined ? 'dead' : processState(holder);
        if (state !== 'dead') throw inUse(holder!, state, path, subject);
        removeStale(path, text);
      }
    } catch (error) {
      throw error instanceof BitscapeError ? error : notWritable(error, path);
    } finally {
      rmSync(own, { force: true });
    }
    throw new BitscapeError('not-writable', `${subject} could not be locked: other processes keep taking the lock`, { where: { file: path } });
  }

  /** @throws BitscapeError `not-writable` when the lock file was removed or replaced meanwhile. */
  assertHeld(): void {
    const inode = statSync(this.#path, { bigint: true, throwIfNoEntry: false })?.ino;
    if (inode === this.#inode) return;
    throw new BitscapeError('not-writable', 'the lock was taken away by another process', { where: { file: this.#path }, hint: 'Run one process at a time, and resume.' });
  }

  release(): void {
    const inode = statSync(this.#path, { bigint: true, throwIfNoEntry: false })?.ino;
    if (inode === this.#inode) rmSync(this.#path, { force: true });
  }
}

function tryLink(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readLock(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** `undefined` for a file that no living process can have written: locks appear complete. */
function parseHolder(text: string): ProcessIdentity | undefined {
  try {
    const holder = JSON.parse(text) as ProcessIdentity | null;
    return Number.isSafeInteger(holder?.pid) && holder!.pid > 0 && typeof holder?.host === 'string' ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Takes a stale lock out of the way; what turns out to be another, newer lock is put back. */
function removeStale(path: string, text: string): void {
  const aside = `${path}.stale.${randomBytes(4).toString('hex')}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readLock(aside) !== text) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function inUse(holder: ProcessIdentity, state: 'alive' | 'unknown', path: string, subject: string): BitscapeError {
  return state === 'alive'
    ? new BitscapeError('not-writable', `${subject} is in use by process ${holder.pid}`, { where: { file: path }, hint: 'Wait for it to end, or stop it.' })
    : new BitscapeError('not-writable', `${subject} is locked by process ${holder.pid} on the host '${holder.host}'`, {
        where: { file: path },
        hint: 'Whether it still runs cannot be told from here. If it does not, delete the lock file.',
      });
}
