import { appendFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { BitscapeError } from '@bitscape/errors';
import { DEFAULT_POINT, seededRandom } from '@bitscape/design';
import { describe, expect, it } from 'vitest';
import { bytesOf, runSynthetic, syntheticResult, WORKLOAD, syntheticStudy } from '../test/syntheticStudy.js';
import { temporaryFolder } from '../test/temporaryFolder.js';
import { discardJournal, Journal, readJournal, refuseOtherStudy } from './Journal.js';
import type { JournalHeader, JournalRecord } from './JournalRecord.js';
import { checkedLine, readJournalText } from './journalText.js';
import { replayJournal } from './replayJournal.js';
import type { StudyEvent } from './StudyEvent.js';

const header: JournalHeader = { type: 'header', schemaVersion: 1, tool: 'test', studyHash: 'h', study: {}, workload: WORKLOAD, evaluators: { accuracy: 'a', cost: 'c' } };
const measure = (key: string, seed = 1): JournalRecord => ({ type: 'measure', key, result: syntheticResult(DEFAULT_POINT.numerics, seed) });

function refusal(run: () => unknown): BitscapeError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(BitscapeError);
    return error as BitscapeError;
  }
  throw new Error('nothing was thrown');
}

/** A journal of a header and the given records, closed again. */
function written(records: readonly JournalRecord[]): string {
  const path = join(temporaryFolder(), 'j.jsonl');
  const journal = Journal.open(path, header, false);
  records.forEach((record) => journal.append(record));
  journal.close();
  return path;
}

describe('Journal', () => {
  it('Journal replays what was appended', () => {
    const path = written([measure('k1', 1), { type: 'fail', key: 'k2', attempt: 1, message: 'no "memory"\n' }, { type: 'reject', key: 'k3', message: 'µ' }]);
    const state = readJournal(path);
    expect(state.header).toEqual(header);
    expect([...state.measured]).toEqual([['k1', syntheticResult(DEFAULT_POINT.numerics, 1)]]);
    expect(state.failures).toEqual([{ type: 'fail', key: 'k2', attempt: 1, message: 'no "memory"\n' }]);
    expect([...state.rejected]).toEqual([['k3', 'µ']]);
  });

  it('Journal lines are JSON with the CRC-32 of the record', () => {
    const [line] = readFileSync(written([]), 'utf8').split('\n');
    const parsed = JSON.parse(line!) as { crc: string; record: unknown };
    expect(parsed.record).toEqual(header);
    // CRC-32 by its definition (reflected polynomial 0xEDB88320), not by the library in use.
    let crc = 0xffffffff;
    for (const byte of Buffer.from(JSON.stringify(parsed.record))) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
    expect(parsed.crc).toBe(((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0'));
  });

  it('Journal keeps the first of two measurements of a key', () => {
    expect(readJournal(written([measure('k', 1), measure('k', 2)])).measured.get('k')).toEqual(syntheticResult(DEFAULT_POINT.numerics, 1));
  });

  it('Journal cut anywhere in its last line is repaired on opening, and the rest survives', () => {
    const path = written([measure('k1'), measure('k2')]);
    const whole = readFileSync(path);
    const lastStart = whole.lastIndexOf(0x0a, whole.length - 2) + 1;
    for (let cut = lastStart; cut < whole.length; cut += 7) {
      writeFileSync(path, whole.subarray(0, cut));
      expect([...readJournal(path).measured.keys()]).toEqual(['k1']);
      const journal = Journal.open(path, header, true);
      expect(journal.repairedBytes).toBe(cut - lastStart);
      expect([...journal.state.measured.keys()]).toEqual(['k1']);
      journal.append(measure('k2'));
      journal.close();
      expect(readFileSync(path).equals(whole)).toBe(true);
    }
  });

  it('Journal with a last line of garbage or of zeros is repaired too', () => {
    for (const tail of ['{"crc":"00000000","record":{}}\n', '\0'.repeat(4096), 'garbage\n']) {
      const path = written([measure('k1')]);
      appendFileSync(path, tail);
      const journal = Journal.open(path, header, true);
      expect(journal.repairedBytes).toBe(tail.length);
      expect(journal.state.measured.size).toBe(1);
      journal.close();
    }
  });

  it('Journal cut inside its header begins anew', () => {
    const path = written([]);
    for (const length of [1, 7, 30]) {
      truncateSync(path, length);
      const journal = Journal.open(path, header, true);
      expect(journal.repairedBytes).toBe(length);
      journal.close();
      expect(readJournal(path).header).toEqual(header);
    }
  });

  it('Journal with one changed byte before its last line names that line and is left alone', () => {
    const path = written([measure('k1'), measure('k2'), measure('k3')]);
    const whole = readFileSync(path);
    const lines = whole.toString('latin1').split('\n');
    const random = seededRandom(5);
    for (let trial = 0; trial < 60; trial++) {
      const damaged = Buffer.from(whole);
      const limit = whole.length - lines[3]!.length - 1;
      const at = 8 + Math.floor(random() * (limit - 8));
      if (damaged[at] === 0x0a) continue;
      damaged[at] = damaged[at]! ^ (1 + Math.floor(random() * 255));
      if (damaged[at] === 0x0a) continue;
      writeFileSync(path, damaged);
      const line = whole.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
      const error = refusal(() => Journal.open(path, header, true));
      expect(error.code).toBe('invalid-journal');
      expect(error.where).toMatchObject({ file: path, line });
      expect(readFileSync(path).equals(damaged)).toBe(true);
    }
  });

  it('Journal refuses a file that is something else, and leaves it alone', () => {
    const path = join(temporaryFolder(), 'notes.txt');
    for (const text of ['my notes', '{"a": 1}\n', '\u0000\u0001']) {
      writeFileSync(path, text);
      expect(refusal(() => Journal.open(path, header, true)).message).toBe('the file is not a journal of bitscape');
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
  });

  it.each<[string, unknown, RegExp]>([
    ['no key', { type: 'measure' }, /names no key/],
    ['an unknown type', { type: 'other', key: 'k' }, /type is unknown/],
    ['a result of other images', { type: 'measure', key: 'k', result: { ...syntheticResult(DEFAULT_POINT.numerics, 1), images: 5 } }, /covers 5 images/],
    ['null', null, /names no key/],
  ])('Journal with a record of %s is refused though its checksum is right', (_, record, message) => {
    const path = written([]);
    appendFileSync(path, checkedLine(record));
    const error = refusal(() => readJournal(path));
    expect(error.message).toMatch(message);
    expect(error.where).toMatchObject({ line: 2 });
  });

  it('Journal whose first record is no header is refused', () => {
    const path = join(temporaryFolder(), 'j.jsonl');
    writeFileSync(path, checkedLine(measure('k')));
    expect(refusal(() => Journal.open(path, header, true)).message).toMatch(/not a header/);
    writeFileSync(path, checkedLine({ ...header, schemaVersion: 2 }));
    expect(refusal(() => readJournal(path)).message).toMatch(/version 2/);
  });

  it('discardJournal(path) removes a journal, but not one in use', () => {
    const path = written([measure('k1')]);
    const journal = Journal.open(path, header, true);
    expect(refusal(() => discardJournal(path)).message).toBe(`the journal is in use by process ${process.pid}`);
    expect(existsSync(path)).toBe(true);
    journal.close();
    discardJournal(path);
    discardJournal(path);
    expect(existsSync(path)).toBe(false);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('Journal in use by a living process is refused, and free again when closed', () => {
    const path = join(temporaryFolder(), 'j.jsonl');
    const journal = Journal.open(path, header, false);
    const error = refusal(() => Journal.open(path, header, true));
    expect(error.code).toBe('not-writable');
    expect(error.message).toBe(`the journal is in use by process ${process.pid}`);
    journal.close();
    Journal.open(path, header, true).close();
    expect(readdirSync(join(path, '..'))).toEqual(['j.jsonl']);
  });

  it.each<[string, string]>([
    ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), start: 'x' })],
    ['another process with the same number', JSON.stringify({ pid: process.pid, host: hostname(), start: 'long ago' })],
    ['nobody: the file is empty', ''],
    ['nobody: the file is damaged', '{"pid":"x"}'],
  ])('Journal takes over the lock of %s', (_, lock) => {
    const path = written([]);
    writeFileSync(`${path}.lock`, lock);
    Journal.open(path, header, true).close();
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('Journal respects a lock of another host, which cannot be checked', () => {
    const path = written([]);
    writeFileSync(`${path}.lock`, JSON.stringify({ pid: 1, host: 'elsewhere', start: 'x' }));
    const error = refusal(() => Journal.open(path, header, true));
    expect(error.message).toContain("on the host 'elsewhere'");
    expect(existsSync(`${path}.lock`)).toBe(true);
  });

  it('Journal stops appending when its lock was taken away', () => {
    const path = join(temporaryFolder(), 'j.jsonl');
    const journal = Journal.open(path, header, false);
    const before = readFileSync(path);
    // Replaced by another file, as a second process would.
    truncateSync(`${path}.lock`);
    Journal.open(path, header, true).close();
    expect(refusal(() => journal.append(measure('k'))).message).toContain('lock was taken away');
    expect(readFileSync(path).equals(before)).toBe(true);
    journal.close();
  });

  it('refuseOtherStudy(path, study) names what changed, and accepts the same study, a missing and an empty journal', async () => {
    const path = join(temporaryFolder(), 'j.jsonl');
    refuseOtherStudy(path, syntheticStudy());
    writeFileSync(path, '');
    refuseOtherStudy(path, syntheticStudy());
    await runSynthetic({ journalPath: path, resume: true });
    refuseOtherStudy(path, syntheticStudy());
    expect(refusal(() => refuseOtherStudy(path, syntheticStudy({ seed: 8 })))).toMatchObject({ code: 'invalid-journal', message: expect.stringContaining('/seed 7 → 8') as string });
  });

  it('Journal that is missing or a folder is reported with its path', () => {
    const folder = temporaryFolder();
    expect(refusal(() => readJournal(join(folder, 'none'))).format()).toContain(join(folder, 'none'));
    expect(refusal(() => readJournal(folder)).code).toBe('not-found');
  });

  it('runStudy repairs a torn journal, says so, and gives the same bytes', async () => {
    const journalPath = join(temporaryFolder(), 'j.jsonl');
    const whole = bytesOf(await runSynthetic({ journalPath }));
    const bytes = readFileSync(journalPath);
    const random = seededRandom(9);
    for (let trial = 0; trial < 8; trial++) {
      const cut = 1 + Math.floor(random() * (bytes.length - 1));
      writeFileSync(journalPath, bytes.subarray(0, cut));
      const events: StudyEvent[] = [];
      const outcome = await runSynthetic({ journalPath, resume: true, onEvent: (event) => events.push(event) });
      expect(bytesOf(outcome)).toBe(whole);
      const torn = cut - (bytes.lastIndexOf(0x0a, cut - 1) + 1);
      expect(events.find((event) => event.type === 'repaired')).toEqual(torn === 0 ? undefined : { type: 'repaired', journal: journalPath, bytes: torn });
    }
  });

  it('runStudy on a journal with random damage either refuses it or gives the same bytes', async () => {
    const journalPath = join(temporaryFolder(), 'j.jsonl');
    const whole = bytesOf(await runSynthetic({ journalPath }));
    const bytes = readFileSync(journalPath);
    const sound = new Map([...readJournal(journalPath).measured].map(([key, result]) => [key, JSON.stringify(result)]));
    const random = seededRandom(17);
    let refused = 0;
    const trials = process.env['BITSCAPE_FULL'] === '1' ? 10_000 : 2000;
    for (let trial = 0; trial < trials; trial++) {
      const damaged = mutate(bytes, random);
      try {
        const { records } = readJournalText(damaged, 'j.jsonl');
        // Whatever is still believed must be true.
        if (records.length > 0) for (const [key, result] of replayJournal(records, 'j.jsonl').measured) expect(JSON.stringify(result)).toBe(sound.get(key));
      } catch (error) {
        if (!(error instanceof BitscapeError)) throw error;
        refused++;
        continue;
      }
      if (trial % 200 !== 0) continue;
      writeFileSync(journalPath, damaged);
      expect(bytesOf(await runSynthetic({ journalPath, resume: true }))).toBe(whole);
    }
    expect(refused).toBeGreaterThan(trials / 4);
  }, 120_000);
});

/** A copy with one to three cuts, insertions, overwritten or doubled stretches. */
function mutate(bytes: Buffer, random: () => number): Buffer {
  let result = bytes;
  for (let edit = Math.floor(random() * 3); edit >= 0; edit--) {
    const at = Math.floor(random() * (result.length + 1));
    const length = Math.floor(random() * 20);
    const noise = Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
    const choice = Math.floor(random() * 5);
    if (choice === 0) result = result.subarray(0, at);
    else if (choice === 1) result = Buffer.concat([result.subarray(0, at), noise, result.subarray(at)]);
    else if (choice === 2) result = Buffer.concat([result.subarray(0, at), noise, result.subarray(at + length)]);
    else if (choice === 3) result = Buffer.concat([result.subarray(0, at), result.subarray(at + length * 40)]);
    else result = Buffer.concat([result, result.subarray(at)]);
  }
  return result;
}
