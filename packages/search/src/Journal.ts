import { closeSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { studyEssence, type ParsedStudy } from '@bitscape/design';
import { BitscapeError, toBitscapeError } from '@bitscape/errors';
import { checkResumable } from './checkResumable.js';
import { FileLock } from './FileLock.js';
import type { JournalHeader, JournalRecord } from './JournalRecord.js';
import { checkedLine, readJournalText } from './journalText.js';
import { replayJournal, type JournalState } from './replayJournal.js';

/**
 * Append-only journal of one study: JSON Lines with a checksum per record, one writer at a time, on disk before an append
 * returns.
 */
export class Journal {
  /** What the journal said when it was opened. */
  readonly state: JournalState;
  /** Bytes of a torn last line that were removed on opening; 0 when it was sound. */
  readonly repairedBytes: number;
  readonly #descriptor: number;
  readonly #lock: FileLock;
  readonly #path: string;

  private constructor(path: string, descriptor: number, lock: FileLock, state: JournalState, repairedBytes: number) {
    this.#path = path;
    this.#descriptor = descriptor;
    this.#lock = lock;
    this.state = state;
    this.repairedBytes = repairedBytes;
  }

  /**
   * Begins a journal, or continues one.
   *
   * @param resume whether an existing journal may be continued; a missing one is begun either way
   * @throws BitscapeError `usage` when one exists and `resume` is false; `not-writable` when a living process writes it;
   * `invalid-journal` when it is damaged or belongs to another study.
   */
  static open(path: string, header: JournalHeader, resume: boolean): Journal {
    refuseOverwriting(path, resume);
    const lock = FileLock.acquire(`${path}.lock`, 'the journal');
    let descriptor: number | undefined;
    try {
      refuseOverwriting(path, resume);
      descriptor = openSync(path, 'a+');
      const bytes = readFileSync(descriptor);
      const { records, soundBytes } = readJournalText(bytes, path);
      const continued = records.length > 0;
      const state = replayJournal(continued ? records : [header], path);
      checkResumable(state.header, header, path);
      if (soundBytes < bytes.length) ftruncateSync(descriptor, soundBytes);
      const journal = new Journal(path, descriptor, lock, state, bytes.length - soundBytes);
      if (!continued) journal.append(header);
      return journal;
    } catch (error) {
      if (descriptor !== undefined) closeSync(descriptor);
      lock.release();
      throw located(error, path);
    }
  }

  /** @throws BitscapeError `not-writable` when the disk is full or the lock was lost. */
  append(record: JournalRecord): void {
    try {
      this.#lock.assertHeld();
      const line = checkedLine(record);
      for (let written = 0; written < line.length; ) written += writeSync(this.#descriptor, line, written);
      fdatasyncSync(this.#descriptor);
    } catch (error) {
      throw located(error, this.#path);
    }
  }

  close(): void {
    closeSync(this.#descriptor);
    this.#lock.release();
  }
}

/**
 * Reads a journal without changing it; a torn last line is left out.
 *
 * @throws BitscapeError `not-found` or `invalid-journal`.
 */
export function readJournal(path: string): JournalState {
  try {
    const { records } = readJournalText(readFileSync(path), path);
    return replayJournal(records, path);
  } catch (error) {
    throw located(error, path);
  }
}

/**
 * Removes a journal, unless a living process writes it. A missing one is no error.
 *
 * @throws BitscapeError `not-writable`.
 */
export function discardJournal(path: string): void {
  if (sizeOf(path) === undefined) return;
  const lock = FileLock.acquire(`${path}.lock`, 'the journal');
  try {
    rmSync(path, { force: true });
  } catch (error) {
    throw located(error, path);
  } finally {
    lock.release();
  }
}

/**
 * Check before any work: an existing journal is continued, never overwritten.
 *
 * @throws BitscapeError `usage` when one exists and `resume` is false.
 */
export function refuseOverwriting(path: string, resume: boolean): void {
  if (resume || (sizeOf(path) ?? 0) === 0) return;
  throw new BitscapeError('usage', 'a journal of an earlier run exists', { where: { file: path }, hint: 'Continue it with --resume, or delete it to start anew.' });
}

/**
 * Check before any work: a journal that will be continued is one of this study. The workload and the evaluators, which take time to
 * load, are checked when it is opened.
 *
 * @throws BitscapeError `invalid-journal` that names what changed, or the damaged line.
 */
export function refuseOtherStudy(path: string, { hash, study }: Pick<ParsedStudy, 'hash' | 'study'>): void {
  if ((sizeOf(path) ?? 0) === 0) return;
  try {
    const { records } = readJournalText(readFileSync(path), path);
    if (records.length === 0) return;
    const { header } = replayJournal(records, path);
    checkResumable(header, { ...header, studyHash: hash, study: studyEssence(study) }, path);
  } catch (error) {
    throw located(error, path);
  }
}

function sizeOf(path: string): number | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size;
  } catch (error) {
    throw located(error, path);
  }
}

function located(error: unknown, path: string): BitscapeError {
  const known = toBitscapeError(error);
  return known.where?.file !== undefined ? known : new BitscapeError(known.code, known.message, { where: { file: path }, cause: error });
}
