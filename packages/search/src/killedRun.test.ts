import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
        void runSynthetic({ journalPath, resume: true, concurrency: Number(concurrency), evaluators: { ...evaluators, accuracy } });
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
});
