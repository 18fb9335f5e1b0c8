import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalHash, type AccuracyResult } from '@bitscape/design';
import { toBitscapeError } from '@bitscape/errors';
import { accuracyDefect } from './accuracyDefect.js';
import { notWritable } from './checkWritable.js';
import { checkedLine, readCheckedLine } from './journalText.js';
import { writeFileAtomic } from './writeFileAtomic.js';

/**
 * Accuracies that outlive their study, one file each, named by the hash of everything that they depend on. Any number of
 * processes may use one folder at a time: files are written in one step and never changed. A damaged file counts as missing
 * and is written anew.
 */
export class AccuracyCache {
  readonly #folder: string;
  /** Lookups that found a result, and those that did not. */
  hits = 0;
  misses = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * The result of an earlier evaluation with the same identity, or a new one, which is kept.
   *
   * @param identity JSON of everything that the result depends on: program, data, network, numerics
   * @throws BitscapeError what the evaluation throws, which is not kept; `not-writable`.
   */
  async getOrMeasure(identity: unknown, images: number, measure: () => Promise<AccuracyResult>): Promise<AccuracyResult> {
    const key = canonicalHash(identity);
    const path = join(this.#folder, key.slice(0, 2), `${key}.json`);
    const known = this.#read(path, key, images);
    if (known !== undefined) {
      this.hits++;
      return known;
    }
    this.misses++;
    const result = await measure();
    if (accuracyDefect(result, images) === undefined) this.#write(path, { schemaVersion: 1, key, identity, result });
    return result;
  }

  #read(path: string, key: string, images: number): AccuracyResult | undefined {
    let bytes: Buffer;
    try {
      bytes = readFileSync(path);
    } catch (error) {
      if (toBitscapeError(error).code === 'not-found') return undefined;
      throw toBitscapeError(error);
    }
    const record = readCheckedLine(bytes)?.value as { schemaVersion?: unknown; key?: unknown; result?: unknown } | undefined;
    if (record?.schemaVersion !== 1 || record.key !== key || accuracyDefect(record.result, images) !== undefined) return undefined;
    return record.result as AccuracyResult;
  }

  #write(path: string, record: unknown): void {
    try {
      mkdirSync(dirname(path), { recursive: true });
    } catch (error) {
      throw notWritable(error, path);
    }
    writeFileAtomic(path, checkedLine(record));
  }
}
