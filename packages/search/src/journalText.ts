import { crc32 } from 'node:zlib';
import { BitscapeError } from '@bitscape/errors';

const PREFIX = '{"crc":"';
const BEFORE_RECORD = '","record":';
const CRC_DIGITS = 8;
const RECORD_START = PREFIX.length + CRC_DIGITS + BEFORE_RECORD.length;
const NEWLINE = 0x0a;

/** One record with its checksum: `{"crc":"<CRC-32 of the record's bytes>","record":<JSON>}` and a line feed. */
export function checkedLine(record: unknown): Buffer {
  const json = Buffer.from(JSON.stringify(record), 'utf8');
  return Buffer.concat([Buffer.from(`${PREFIX}${checksum(json)}${BEFORE_RECORD}`, 'utf8'), json, Buffer.from('}\n', 'utf8')]);
}

interface JournalText {
  readonly records: readonly unknown[];
  /** Bytes up to the end of the last sound record. */
  readonly soundBytes: number;
}

/**
 * The records of a journal's bytes. A damaged last line is what a crash leaves behind and is not counted as sound; damage
 * before the last line is not explained by a crash.
 *
 * @throws BitscapeError `invalid-journal` with the line, for damage in the middle and for files that are no journal.
 */
export function readJournalText(bytes: Buffer, file: string): JournalText {
  const expected = Buffer.from(PREFIX, 'utf8').subarray(0, bytes.length);
  if (!bytes.subarray(0, expected.length).equals(expected)) throw new BitscapeError('invalid-journal', 'the file is not a journal of bitscape', { where: { file, line: 1 } });
  const records: unknown[] = [];
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(NEWLINE, start);
    const record = end < 0 ? undefined : recordOf(bytes.subarray(start, end));
    if (record === undefined) {
      if (end < 0 || end === bytes.length - 1) break;
      throw new BitscapeError('invalid-journal', 'the record is damaged: its checksum does not match', {
        where: { file, line: records.length + 1 },
        hint: 'A crash damages only the last line, so the file was changed afterwards. Restore it, or start the study anew with another journal.',
      });
    }
    records.push(record.value);
    start = end + 1;
  }
  return { records, soundBytes: start };
}

/** The record of a file that holds one only; `undefined` when it is not what `checkedLine` returned. */
export function readCheckedLine(bytes: Buffer): { readonly value: unknown } | undefined {
  return bytes.at(-1) === NEWLINE ? recordOf(bytes.subarray(0, -1)) : undefined;
}

function recordOf(line: Buffer): { readonly value: unknown } | undefined {
  const head = line.subarray(0, RECORD_START).toString('latin1');
  if (!head.startsWith(PREFIX) || !head.endsWith(BEFORE_RECORD) || line[line.length - 1] !== 0x7d) return undefined;
  const json = line.subarray(RECORD_START, line.length - 1);
  if (checksum(json) !== head.slice(PREFIX.length, PREFIX.length + CRC_DIGITS)) return undefined;
  try {
    return { value: JSON.parse(json.toString('utf8')) };
  } catch {
    return undefined;
  }
}

function checksum(json: Buffer): string {
  return crc32(json).toString(16).padStart(CRC_DIGITS, '0');
}
