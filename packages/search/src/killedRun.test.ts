import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '@bitscape/design';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { bytesOf, runSynthetic, syntheticEvaluators } from '../test/syntheticStudy.js';
import { temporaryFolder } from '../test/temporaryFolder.js';
import { readJournal } from './Journal.js';

let program: string;

beforeAll(async () => {
  // The sources bundled for a plain node process: killing needs a process of its own, and the test must not depend on a build.
  const bundle = await build({
    stdin: {
      contents: `
        import { runSynthetic, syntheticEvaluators } from './syntheticStudy.js';
        const [journalPath, concurrency, limit] = process.argv.slice(2);
        const evaluators = syntheticEvaluators({ pauseMs: 4 });
        // Hangs after so many evaluations: however slow the machine, it is killed and never finishes.
        const accuracy = (...request) => (evaluators.calls.length < Number(limit) ? evaluators.accuracy(...request) : new Promise(() => setInterval(() => {}, 1000)));
        runSynthetic({ journalPath, resume: true, concurrency: Number(concurrency), evaluators: { ...evaluators, accuracy } }).catch((error) => {
          console.error(error.code + ': ' + error.message);
          process.exit(1);
        });
      `,
      resolveDir: join(import.meta.dirname, '..', 'test'),
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    conditions: ['@bitscape/source'],
  });
  program = bundle.outputFiles[0]!.text;
});

/** A process of its own that runs the synthetic study, and hangs after `limit` evaluations. */
function start(journalPath: string, concurrency: number, limit: number): ChildProcess {
  const file = join(journalPath, '..', 'program.cjs');
  writeFileSync(file, program);
  return spawn(process.execPath, [file, journalPath, String(concurrency), String(limit)], { stdio: 'ignore' });
}

const lines = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0);

async function untilLines(path: string, count: number): Promise<void> {
  while (lines(path) < count) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('a study killed with SIGKILL', { timeout: 60_000 }, () => {
  it.each([1, 4])('resumes to the bytes of an uninterrupted run, killed again and again, %d evaluations at a time', async (concurrency) => {
    const folder = temporaryFolder();
    const whole = bytesOf(await runSynthetic({ journalPath: join(folder, 'whole.jsonl') }));
    const journalPath = join(folder, 'killed.jsonl');
    for (const records of [2, 5, 9]) {
      const child = start(journalPath, concurrency, 4);
      const ended = once(child, 'exit');
      await untilLines(journalPath, records);
      child.kill('SIGKILL');
      expect((await ended)[1]).toBe('SIGKILL');
      // Dead, but its lock lies there still.
      expect(existsSync(`${journalPath}.lock`)).toBe(true);
    }
    const before = readJournal(journalPath).measured.size;
    expect(before).toBeGreaterThanOrEqual(8);
    const evaluators = syntheticEvaluators();
    expect(bytesOf(await runSynthetic({ journalPath, evaluators, resume: true }))).toBe(whole);
    expect(evaluators.calls).toHaveLength(16 - before);
  });

  it('cannot be resumed while the process still runs', async () => {
    const journalPath = join(temporaryFolder(), 'running.jsonl');
    const child = start(journalPath, 1, 2);
    const ended = once(child, 'exit');
    await untilLines(journalPath, 2);
    await expect(runSynthetic({ journalPath, resume: true })).rejects.toThrow(`the journal is in use by process ${child.pid}`);
    child.kill('SIGKILL');
    await ended;
  });

  const kills = process.env['BITSCAPE_FULL'] === '1' ? 200 : 12;
  it(`loses nothing and counts nothing twice when killed at ${kills} random moments`, { timeout: 20_000 + 2000 * kills }, async () => {
    const folder = temporaryFolder();
    const whole = bytesOf(await runSynthetic({ journalPath: join(folder, 'whole.jsonl') }));
    const random = seededRandom(20);
    let killed = 0;
    for (let series = 0; killed < kills; series++) {
      const journalPath = join(folder, `${series}.jsonl`);
      let before = 0;
      for (let ended = false; !ended && killed < kills; ) {
        // Sometimes before the journal exists, sometimes in the middle of an append, sometimes after the end.
        const child = start(journalPath, 1 + Math.floor(random() * 4), 1000);
        const exit = once(child, 'exit');
        const timer = setTimeout(() => child.kill('SIGKILL'), 40 + random() * 160);
        const [status, signal] = (await exit) as [number | null, string | null];
        clearTimeout(timer);
        ended = status === 0;
        if (!ended) expect(signal).toBe('SIGKILL');
        killed += ended ? 0 : 1;
        const known = existsSync(journalPath) && lines(journalPath) > 0 ? readJournal(journalPath).measured.size : 0;
        expect(known).toBeGreaterThanOrEqual(before);
        before = known;
      }
      const evaluators = syntheticEvaluators();
      expect(bytesOf(await runSynthetic({ journalPath, evaluators, resume: true }))).toBe(whole);
      expect(evaluators.calls).toHaveLength(16 - before);
      const keys = readFileSync(journalPath, 'utf8').split('\n').filter((line) => line.includes('"measure"')).map((line) => /"key":"(\w+)"/.exec(line)![1]);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys).toHaveLength(16);
    }
  });

  it('says so when the journal cannot grow, keeps what is in it, and goes on when there is room', async () => {
    const folder = temporaryFolder();
    const journalPath = join(folder, 'full.jsonl');
    const file = join(folder, 'program.cjs');
    writeFileSync(file, program);
    // 2 KiB for any file: what a full disk looks like to the journal.
    const child = spawn('bash', ['-c', `ulimit -f 2; exec "$0" "$@"`, process.execPath, file, journalPath, '1', '1000'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
    const [status] = (await once(child, 'close')) as [number | null];
    expect(status, stderr).toBe(1);
    expect(stderr).toContain('not-writable: the file would be too large');
    const before = readJournal(journalPath).measured.size;
    expect(before).toBeGreaterThan(0);
    const evaluators = syntheticEvaluators();
    const whole = bytesOf(await runSynthetic({ journalPath: join(folder, 'whole.jsonl') }));
    expect(bytesOf(await runSynthetic({ journalPath, evaluators, resume: true }))).toBe(whole);
    expect(evaluators.calls).toHaveLength(16 - before);
  });
});
