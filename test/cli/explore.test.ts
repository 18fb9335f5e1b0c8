import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MAIN, runBitscape } from './runBitscape.js';

let folder: string;
let uninterrupted: Buffer;

const FORMATS = ['int8', 'int6', 'int5', 'int4', 'int3', 'int2'];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitscape-explore-'));
  const study = {
    schemaVersion: 1,
    name: 'small',
    seed: 7,
    workload: { network: 'glyphs-cnn', dataset: 'glyphs', images: 700 },
    axes: {
      'numerics.weights.format': FORMATS,
      'numerics.activations.format': ['uint8', 'uint4', 'uint3'],
      'accelerator.array.rows': [8, 16],
    },
    objectives: ['accuracy', 'energy', 'area'],
  };
  writeFileSync(join(folder, 'small.study.json'), JSON.stringify(study));
  const ran = runBitscape(['explore', 'small.study.json', '--out', 'whole', '--workers', '2'], folder);
  expect(ran.status, ran.stderr).toBe(0);
  uninterrupted = frontierIn('whole');
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const frontierIn = (out: string): Buffer => readFileSync(join(folder, out, 'small.frontier.json'));
const journalOf = (out: string): string => join(folder, out, 'small.journal.jsonl');
const measured = (out: string): number => (existsSync(journalOf(out)) ? readFileSync(journalOf(out), 'utf8').split('"measure"').length - 1 : 0);

function start(out: string, ...more: string[]): ChildProcess {
  return spawn(process.execPath, [MAIN, 'explore', 'small.study.json', '--out', out, '--workers', '2', ...more], { cwd: folder, stdio: 'ignore' });
}

async function untilMeasured(child: ChildProcess, out: string, count: number): Promise<void> {
  while (child.exitCode === null && measured(out) < count) await new Promise((resolve) => setTimeout(resolve, 5));
}

it('a run killed in the middle resumes to the same bytes', { timeout: 180_000 }, async () => {
  for (const at of [1, 7]) {
    const out = `killed-${at}`;
    const child = start(out);
    await untilMeasured(child, out, at);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(measured(out)).toBeLessThan(FORMATS.length * 3);
    expect(existsSync(join(folder, out, 'small.frontier.json'))).toBe(false);
    const refused = runBitscape(['explore', 'small.study.json', '--out', out], folder);
    expect(refused.stderr).toContain('--resume');
    const resumed = runBitscape(['explore', 'small.study.json', '--out', out, '--resume', '--workers', '1'], folder);
    expect(resumed.status, resumed.stderr).toBe(0);
    expect(frontierIn(out).equals(uninterrupted)).toBe(true);
  }
});

it('Ctrl-C keeps what is finished, says how to go on, and exits with 130', { timeout: 120_000 }, async () => {
  const child = spawn(process.execPath, [MAIN, 'explore', 'small.study.json', '--out', 'stopped', '--workers', '2'], { cwd: folder });
  let text = '';
  child.stderr.on('data', (part: Buffer) => (text += part.toString()));
  await untilMeasured(child, 'stopped', 3);
  child.kill('SIGINT');
  const [status] = (await once(child, 'close')) as [number];
  expect(status, text).toBe(130);
  expect(text).toContain('--resume');
  const kept = measured('stopped');
  expect(kept).toBeGreaterThanOrEqual(3);
  const resumed = runBitscape(['explore', 'small.study.json', '--out', 'stopped', '--resume'], folder);
  expect(resumed.status, resumed.stderr).toBe(0);
  expect(resumed.stderr).toContain(`${kept} known already`);
  expect(frontierIn('stopped').equals(uninterrupted)).toBe(true);
});

it('a journal with a torn last line is repaired on resume; a broken middle names its line', { timeout: 120_000 }, async () => {
  const child = start('torn');
  await untilMeasured(child, 'torn', 4);
  child.kill('SIGKILL');
  await once(child, 'exit');
  truncateSync(journalOf('torn'), statSync(journalOf('torn')).size - 10);
  const resumed = runBitscape(['explore', 'small.study.json', '--out', 'torn', '--resume'], folder);
  expect(resumed.status, resumed.stderr).toBe(0);
  expect(resumed.stderr).toMatch(/removed \d+ bytes/);
  expect(frontierIn('torn').equals(uninterrupted)).toBe(true);

  const lines = readFileSync(journalOf('torn'), 'utf8').split('\n');
  lines[2] = lines[2]!.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
  writeFileSync(journalOf('torn'), lines.join('\n'));
  const broken = runBitscape(['explore', 'small.study.json', '--out', 'torn', '--resume'], folder);
  expect(broken.status).toBe(3);
  expect(broken.stderr).toMatch(/small\.journal\.jsonl:3/);
});

it('pick and report read the frontier', { timeout: 60_000 }, () => {
  const file = join('whole', 'small.frontier.json');
  const picked = JSON.parse(runBitscape(['pick', file, '--where', 'accuracy>=80%', '--json'], folder).stdout) as { picked: { objectives: { energy: number } }; selection: { images: number }; holdout: { images: number } };
  expect(picked.selection.images + picked.holdout.images).toBe(700);
  const none = runBitscape(['pick', file, '--where', 'accuracy>=0.9999'], folder);
  expect(none.status).toBe(1);
  expect(none.stderr).toMatch(/^bitscape: /);
  expect(runBitscape(['report', file], folder).status).toBe(0);
  expect(readFileSync(join(folder, 'whole', 'small.report.html'), 'utf8')).toContain('<!doctype html>');
});
