import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BitscapeError } from '@bitscape/errors';
import { parseFrontier, readPoints, writeFrontier } from '@bitscape/design';
import { describe, expect, it } from 'vitest';
import { runSynthetic } from '../test/syntheticStudy.js';
import { temporaryFolder } from '../test/temporaryFolder.js';
import { checkWritable } from './checkWritable.js';
import { writeFileAtomic } from './writeFileAtomic.js';
import { outputPaths, writeOutputs } from './writeOutputs.js';

const info = { started: new Date('2026-01-02T03:04:05Z'), finished: new Date('2026-01-02T03:04:15Z'), details: { engine: 'synthetic' } };

function code(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(BitscapeError);
    return (error as BitscapeError).code;
  }
  return 'no error';
}

describe('writeOutputs', () => {
  it('writeOutputs writes frontier, points and run record, and they read back', async () => {
    const folder = temporaryFolder();
    const outcome = await runSynthetic({ journalPath: join(folder, 'x.journal.jsonl') });
    const out = join(folder, 'deep', 'out');
    const paths = writeOutputs(out, 'x', outcome, info);
    expect(readdirSync(out).sort()).toEqual(['x.frontier.json', 'x.points.bin', 'x.run.json']);
    expect(parseFrontier(readFileSync(paths.frontier, 'utf8'))).toEqual(outcome.frontier);
    expect(readPoints(readFileSync(paths.points)).map((row) => [row.id, row.status])).toEqual(outcome.trials.map((trial) => [trial.id, trial.status]));
    expect(JSON.parse(readFileSync(paths.run, 'utf8'))).toMatchObject({ seconds: 10, engine: 'synthetic', started: '2026-01-02T03:04:05.000Z', counts: outcome.frontier.counts, failures: [] });
    expect(readFileSync(paths.frontier, 'utf8')).toBe(writeFrontier(outcome.frontier));
    expect(readFileSync(paths.frontier, 'utf8')).not.toMatch(/2026|seconds/);
  });

  it('writeOutputs replaces earlier outputs', async () => {
    const folder = temporaryFolder();
    const outcome = await runSynthetic({ journalPath: join(folder, 'x.journal.jsonl') });
    writeFileSync(join(folder, 'x.frontier.json'), 'old');
    writeOutputs(folder, 'x', outcome, info);
    expect(readFileSync(join(folder, 'x.frontier.json'), 'utf8')).toBe(writeFrontier(outcome.frontier));
  });

  it.each(['', '.', '../x', 'a/b', 'a\\b', '.hidden', 'a:b'])('outputPaths refuses the name %j', (name) => {
    expect(code(() => outputPaths('out', name))).toBe('usage');
  });
});

describe('checkWritable', () => {
  it('checkWritable accepts folders that exist or could be made, and leaves nothing behind', () => {
    const folder = temporaryFolder();
    checkWritable(folder);
    checkWritable(join(folder, 'a', 'b'));
    expect(readdirSync(folder)).toEqual([]);
  });
  it('checkWritable refuses a file, a path through a file and a folder without permission', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(code(() => checkWritable(join(folder, 'file')))).toBe('not-writable');
    expect(code(() => checkWritable(join(folder, 'file', 'sub')))).toBe('not-writable');
    if (process.platform === 'linux') expect(code(() => checkWritable('/proc/bitscape'))).toBe('not-writable');
    if (process.getuid?.() === 0) return;
    mkdirSync(join(folder, 'locked'));
    chmodSync(join(folder, 'locked'), 0o555);
    expect(code(() => checkWritable(join(folder, 'locked', 'out')))).toBe('not-writable');
  });
});

describe('writeFileAtomic', () => {
  it('writeFileAtomic leaves neither a part nor a temporary file when it fails', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'target'));
    expect(code(() => writeFileAtomic(join(folder, 'target'), 'x'))).toBe('not-writable');
    expect(code(() => writeFileAtomic(join(folder, 'missing', 'x'), 'x'))).toBe('not-writable');
    expect(readdirSync(folder)).toEqual(['target']);
    expect(existsSync(join(folder, 'missing'))).toBe(false);
  });
});
