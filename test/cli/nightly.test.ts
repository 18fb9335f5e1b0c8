import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { loadFrontier, writeFrontier, type FrontierFile, type FrontierPoint } from '@bitscape/design';
import { runBitscape, type Ran } from './runBitscape.js';

vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let first: FrontierFile;

const study = (changes: object = {}): string =>
  JSON.stringify({
    schemaVersion: 1,
    name: 'small',
    seed: 7,
    workload: { network: 'glyphs-mlp', dataset: 'glyphs', images: 300 },
    axes: { 'numerics.weights.format': ['int8', 'int4', 'int3'], 'accelerator.array.rows': [8, 16] },
    objectives: ['accuracy', 'energy', 'area'],
    ...changes,
  });

const nightly = (...more: string[]): Ran => runBitscape(['nightly', 'small.study.json', '--baseline', 'base.frontier.json', '--out', 'new', '--cache', 'cache', '--workers', '1', ...more], folder);
const compare = (...more: string[]): Ran => runBitscape(['compare', 'base.frontier.json', 'new/small.frontier.json', ...more], folder);
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const json = (ran: Ran): Record<string, unknown> => JSON.parse(ran.stdout) as Record<string, unknown>;

/** The first frontier with other points, as a baseline. */
function baseline(change: (point: FrontierPoint) => FrontierPoint, header: Partial<FrontierFile> = {}): void {
  write('base.frontier.json', writeFrontier({ ...first, ...header, points: first.points.map(change) }));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bitscape-nightly-'));
  write('small.study.json', study());
  const missing = nightly();
  expect(missing.status).toBe(3);
  expect(missing.stderr).toContain('there is no baseline');
  expect(readdirSync(folder)).toEqual(['small.study.json']);
  const accepted = nightly('--update-baseline', '--json');
  expect(accepted.status, accepted.stderr).toBe(0);
  expect(json(accepted)).toMatchObject({ updated: true, accuracies: { needed: 3, evaluated: 3 } });
  first = await loadFrontier(join(folder, 'base.frontier.json'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('nightly on an unchanged tree evaluates nothing and exits 0', () => {
  baseline((point) => point);
  const ran = nightly('--json', '--level', 'identical=error', '--markdown', 'n.md', '--summary', 's.md');
  expect(ran.status, ran.stderr).toBe(0);
  expect(json(ran)).toMatchObject({ verdict: 'ok', moved: [], entered: [], left: [], accuracies: { needed: 3, evaluated: 0 } });
  expect(readFileSync(join(folder, 'n.md'), 'utf8')).toContain('No regression');
  expect(readFileSync(join(folder, 's.md'), 'utf8')).toContain('No regression');
  expect(existsSync(join(folder, 'new', 'small.report.html'))).toBe(true);
});

it('nightly evaluates only what a changed study adds', () => {
  baseline((point) => point);
  write('small.study.json', study({ axes: { 'numerics.weights.format': ['int8', 'int4', 'int3', 'int6'], 'accelerator.array.rows': [8, 16, 32] }, description: 'more' }));
  const ran = nightly('--json');
  write('small.study.json', study());
  expect(json(ran)).toMatchObject({ accuracies: { needed: 4, evaluated: 1 } });
  expect(nightly().status).toBe(0);
});

it('a cost that has become worse exits 1 and names every point, unless a tolerance of the study allows it', () => {
  baseline((point) => ({ ...point, objectives: { ...point.objectives, energy: point.objectives.energy! / 1.02 } }));
  const ran = compare();
  expect(ran.status).toBe(1);
  for (const { id } of first.points) expect(ran.stdout).toContain(id);
  expect(ran.stdout).toMatch(/error: moved: .* worse/);
  write('tolerant.study.json', study({ compare: { tolerances: { energy: '3 %', hypervolume: '10 %' } } }));
  expect(compare('--study', 'tolerant.study.json').status).toBe(0);
  expect(compare('--tolerance', 'energy=3%', '--level', 'hypervolume=warn', '--level', 'moved=off').status).toBe(0);
});

it('evaluations that failed exit 4, other objectives and a missing file 3, a wrong flag 2', () => {
  baseline((point) => point);
  const { counts } = first;
  write('new.frontier.json', writeFrontier({ ...first, counts: { ...counts, failed: 1, trials: counts.trials + 1 } }));
  expect(runBitscape(['compare', 'base.frontier.json', 'new.frontier.json'], folder).status).toBe(4);
  const without = first.objectives.slice(0, 2);
  write('base.frontier.json', writeFrontier({ ...first, objectives: without }));
  const incompatible = compare('--json');
  expect(incompatible.status).toBe(3);
  expect(json(incompatible)).toMatchObject({ error: { code: 'invalid-frontier' } });
  expect(runBitscape(['compare', 'nowhere.json', 'new.frontier.json'], folder).status).toBe(3);
  for (const wrong of [['--tolerance', 'power=1'], ['--level', 'left=fatal'], ['--nonsense']]) expect(compare(...wrong).status).toBe(2);
});
