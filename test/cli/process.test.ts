import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MAIN, runBitscape } from './runBitscape.js';

// What surrounds a command: pipes, exit statuses, other folders, installed names.

// Each case starts processes: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitscape-process-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const errorOf = (stdout: string): { code: string; message: string; where?: { file?: string } } => (JSON.parse(stdout) as { error: { code: string; message: string } }).error;

const STUDY = {
  schemaVersion: 1,
  name: 's',
  seed: 1,
  workload: { network: 'glyphs-mlp', dataset: 'glyphs', images: 100 },
  axes: { 'numerics.weights.format': ['int4', 'int5'], 'accelerator.array.rows': [4, 8] } as object,
  objectives: ['accuracy', 'energy'],
};
const writeStudy = (changes: object = {}): void => writeFileSync(join(folder, 's.study.json'), JSON.stringify({ ...STUDY, ...changes }));

it('the installed command runs from any folder', () => {
  const installed = fileURLToPath(new URL('../../packages/cli/bin/bitscape.js', import.meta.url));
  const { status, stdout } = spawnSync(installed, ['--version'], { cwd: folder, encoding: 'utf8' });
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
});

it('a reader that stops early is no error', () => {
  const { stdout, stderr } = spawnSync('bash', ['-c', `"$0" "$1" estimate --by layer | head -c 1; echo " $\{PIPESTATUS[0]}"`, process.execPath, MAIN], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^i 0\n$/);
});

it.skipIf(!existsSync('/dev/full'))('an output on a full disk is status 5', () => {
  const { status, stderr } = spawnSync(process.execPath, [MAIN, 'estimate'], { cwd: folder, encoding: 'utf8', stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'] });
  expect(stderr).toMatch(/^bitscape: standard output cannot be written/);
  expect(status).toBe(5);
});

it('output that is no terminal has no colour codes', () => {
  for (const args of [['doctor'], ['estimate'], ['--help']]) {
    const { stdout, stderr } = runBitscape(args, folder);
    expect(stdout + stderr).not.toContain('\u001b');
  }
});

it.each([['explore', 's.study.json', '--workers', '0'], ['pick'], ['estimate', '--array', '16'], ['report', 'none.frontier.json'], ['evaluate', '--images', '1000000000']])(
  'an error with --json is one JSON document on standard output: %s',
  (...args) => {
    const { stdout, status } = runBitscape([...args, '--json'], folder);
    expect(errorOf(stdout).message).not.toBe('');
    expect([2, 3]).toContain(status);
  },
);

it.skipIf(process.platform !== 'linux').each([['init', '/proc/bitscape'], ['rtl', '--out', '/proc/bitscape/out'], ['train', '--network', 'glyphs-mlp', '--out', '/proc/bitscape/n.onnx']])(
  'an output below /proc is refused at once: %s',
  (...args) => expect(runBitscape(args, folder)).toMatchObject({ status: 5, stdout: '' }),
);

it('explore --dry-run says what would be done and writes nothing', () => {
  writeStudy();
  const shown = runBitscape(['explore', 's.study.json', '--dry-run'], folder);
  expect(shown.stdout).toMatch(/^s: 4 design points, 0 of them infeasible; 2 accuracies to measure on 100 images\n/);
  const plan = JSON.parse(runBitscape(['explore', 's.study.json', '--dry-run', '--json'], folder).stdout) as unknown;
  expect(plan).toMatchObject({ points: 4, infeasible: 0, accuracies: 2, images: 100, axes: [{ name: 'numerics.weights.format' }, { name: 'accelerator.array.rows' }] });
  expect(readdirSync(folder)).toEqual(['s.study.json']);
});

it('explore tells of an axis whose condition never holds', () => {
  writeStudy({ axes: { ...STUDY.axes, 'numerics.arithmetic.tableBits': { values: [3], when: { 'numerics.weights.format': 'lsn:*' } } } });
  expect(runBitscape(['explore', 's.study.json', '--dry-run'], folder).stderr).toContain("the axis 'numerics.arithmetic.tableBits' changes nothing");
});

it.each([
  ['formats that no hardware multiplies', { base: { 'numerics.activations.format': 'ulns:3.3' } }, 'infeasible', /no hardware multiplies int4/],
  ['accumulators that hold no product', { axes: { 'numerics.arithmetic.accumulatorBits': [4, 5] } }, 'infeasible', /accumulator of 4 bits/],
  ['an unknown memory', { base: { 'accelerator.dram': 'hbm9' } }, 'invalid-study', /^accelerator.dram: unknown DRAM "hbm9"/],
  ['an unknown data set', { workload: { network: 'glyphs-mlp', dataset: 'glyph' } }, 'usage', /unknown data set "glyph"/],
  ['more images than there are', { workload: { network: 'glyphs-mlp', dataset: 'glyphs', images: 1e9 } }, 'usage', /1000000000 evaluation images/],
  ['a name too long for a file', { name: 'x'.repeat(250) }, 'usage', /cannot be part of a file name/],
  ['a grid too large to hold', { axes: { 'accelerator.weightBufferKib': Array.from({ length: 400 }, (_, i) => i + 1), 'accelerator.activationBufferKib': Array.from({ length: 400 }, (_, i) => i + 1) } }, 'invalid-study', /more than 100000 design points/],
])('explore refuses %s before it writes anything', (_, changes, code, message) => {
  writeStudy(changes);
  const { stdout, status } = runBitscape(['explore', 's.study.json', '--json'], folder);
  expect(errorOf(stdout)).toMatchObject({ code, message: expect.stringMatching(message) as string });
  expect(status).toBe(2);
  expect(readdirSync(folder)).toEqual(['s.study.json']);
});

it('evaluate says when no hardware exists for the formats', () => {
  const { stderr, status } = runBitscape(['evaluate', '--weights', 'int8', '--activations', 'ulns:3.3', '--images', '10', '--workers', '1'], folder);
  expect(status).toBe(0);
  expect(stderr).toContain('no hardware multiplies int8 weights with ulns:3.3 activations');
});

it('evaluate refuses more processes than the machine can bear', () => {
  expect(runBitscape(['evaluate', '--workers', '100000'], folder)).toMatchObject({ status: 2, stderr: expect.stringContaining('100000 processes') as string });
});

it('report does not replace the frontier that it reads', () => {
  writeStudy();
  expect(runBitscape(['explore', 's.study.json', '--out', '.', '--workers', '1'], folder).status).toBe(0);
  expect(runBitscape(['report', 's.frontier.json', '--out', './s.frontier.json'], folder).status).toBe(2);
  expect(runBitscape(['report', 's.frontier.json'], folder).status).toBe(0);
  expect(runBitscape(['explore', 's.study.json', '--out', '.', '--workers', '1', '--fresh'], folder).status).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(['s.frontier.json', 's.journal.jsonl', 's.points.bin', 's.report.html', 's.run.json', 's.study.json']);
});
