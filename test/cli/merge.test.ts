import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runBitscape } from './runBitscape.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitscape-merge-'));
  const study = {
    schemaVersion: 1,
    name: 'small',
    seed: 7,
    workload: { network: 'glyphs-mlp', dataset: 'glyphs', images: 300 },
    axes: { 'numerics.weights.format': ['int8', 'int4', 'int3', 'int2'], 'accelerator.array.rows': [8, 16] },
    objectives: ['accuracy', 'energy'],
  };
  writeFileSync(join(folder, 's.study.json'), JSON.stringify(study));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a study explored in parts and merged gives the bytes of one run', { timeout: 120_000 }, () => {
  const run = (...args: string[]) => {
    const ran = runBitscape([...args, '--json'], folder);
    expect(ran.status, ran.stderr).toBe(0);
    return JSON.parse(ran.stdout) as Record<string, unknown>;
  };
  const explore = (...more: string[]) => run('explore', 's.study.json', '--workers', '1', ...more);
  explore('--out', 'whole');
  const parts = ['1', '2'].map((part) => explore('--out', `part${part}`, '--shard', `${part}/2`)['accuracies'] as number);
  expect(parts.reduce((a, b) => a + b)).toBe(4);
  expect(run('merge', 'part1/small.journal.jsonl', 'part2/small.journal.jsonl', '--out', 'merged')).toMatchObject({ measured: 4, rejected: 0 });
  explore('--out', 'merged', '--resume');
  expect(readFileSync(join(folder, 'merged', 'small.frontier.json')).equals(readFileSync(join(folder, 'whole', 'small.frontier.json')))).toBe(true);
  expect(runBitscape(['merge', 'part1/small.journal.jsonl', '--out', 'merged'], folder).status).toBe(2);
  expect(runBitscape(['explore', 's.study.json', '--shard', '3/2'], folder).status).toBe(2);
});
