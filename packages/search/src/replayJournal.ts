import type { AccuracyResult } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { accuracyDefect } from './accuracyDefect.js';
import type { FailRecord, JournalHeader, JournalRecord } from './JournalRecord.js';

/** What a journal says in the end. */
export interface JournalState {
  readonly header: JournalHeader;
  readonly measured: ReadonlyMap<string, AccuracyResult>;
  /** By `partialKey` of numerics and number of images. */
  readonly partial: ReadonlyMap<string, AccuracyResult>;
  readonly rejected: ReadonlyMap<string, string>;
  readonly failures: readonly FailRecord[];
}

/**
 * Pure fold of a journal's records. The first measurement of a key counts; another one can only stem from an evaluator
 * that is not deterministic, and must not change a frontier that was reported.
 *
 * @throws BitscapeError `invalid-journal` with the line, for records of the wrong shape.
 */
export function replayJournal(records: readonly unknown[], file: string): JournalState {
  const header = headerOf(records[0], file);
  const measured = new Map<string, AccuracyResult>();
  const partial = new Map<string, AccuracyResult>();
  const rejected = new Map<string, string>();
  const failures: FailRecord[] = [];
  records.slice(1).forEach((value, index) => {
    const line = index + 2;
    const record = value as Exclude<JournalRecord, JournalHeader>;
    if (value === null || typeof value !== 'object' || typeof record.key !== 'string') throw malformed(file, line, 'it names no key');
    switch (record.type) {
      case 'measure': {
        const defect = accuracyDefect(record.result, header.workload.dataset.images);
        if (defect !== undefined) throw malformed(file, line, defect);
        if (!measured.has(record.key)) measured.set(record.key, record.result);
        break;
      }
      case 'partial': {
        const seen = (record.result as AccuracyResult | undefined)?.images ?? NaN;
        const defect = seen < header.workload.dataset.images ? accuracyDefect(record.result, seen) : 'it does not cover a part of the images';
        if (defect !== undefined) throw malformed(file, line, defect);
        if (!partial.has(partialKey(record.key, seen))) partial.set(partialKey(record.key, seen), record.result);
        break;
      }
      case 'reject':
        rejected.set(record.key, String(record.message));
        break;
      case 'fail':
        failures.push(record);
        break;
      default:
        throw malformed(file, line, 'its type is unknown');
    }
  });
  return { header, measured, partial, rejected, failures };
}

/** Identity of a measurement on the first images only. */
export function partialKey(key: string, images: number): string {
  return `${key} ${images}`;
}

function headerOf(value: unknown, file: string): JournalHeader {
  const header = value as JournalHeader | null | undefined;
  if (header === null || typeof header !== 'object' || header.type !== 'header') throw malformed(file, 1, 'it is not a header');
  if (header.schemaVersion !== 1) throw malformed(file, 1, `version ${String(header.schemaVersion)} of the format is not known`);
  const complete =
    typeof header.studyHash === 'string' &&
    typeof header.workload === 'object' &&
    Number.isSafeInteger(header.workload?.dataset?.images) &&
    typeof header.evaluators === 'object' &&
    typeof header.evaluators?.accuracy === 'string';
  if (!complete) throw malformed(file, 1, 'the header is incomplete');
  return header;
}

function malformed(file: string, line: number, reason: string): BitscapeError {
  return new BitscapeError('invalid-journal', `the record is malformed: ${reason}`, {
    where: { file, line },
    hint: 'The checksum is right, so another program or version wrote it. Use another journal.',
  });
}
