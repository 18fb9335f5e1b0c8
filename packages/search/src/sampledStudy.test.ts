import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesOf, runSynthetic, syntheticEvaluators, syntheticStudy } from '../test/syntheticStudy.js';
import { temporaryFolder } from '../test/temporaryFolder.js';
import { Grid } from './Grid.js';
import { planStudy } from './planStudy.js';
import { SAMPLERS } from './samplers/Sampler.js';

describe.each(SAMPLERS)('a study sampled with %s', (sampler) => {
  const study = syntheticStudy({ search: { sampler, budget: 21, round: 5 } });

  it('evaluates its budget, and gives the same bytes with any concurrency and after an interruption at any round', async () => {
    const folder = temporaryFolder();
    const journalPath = join(folder, 'whole.jsonl');
    const whole = await runSynthetic({ journalPath, study });
    expect(whole.trials).toHaveLength(21);
    expect(new Set(whole.trials.map(({ id }) => id)).size).toBe(21);
    expect(whole.frontier.counts.trials).toBe(21);
    const bytes = bytesOf(whole);
    expect(bytesOf(await runSynthetic({ journalPath: join(folder, 'four.jsonl'), study, concurrency: 4, evaluators: syntheticEvaluators({ pauseMs: 1 }) }))).toBe(bytes);
    const lines = readFileSync(journalPath, 'utf8').split('\n');
    for (let kept = 1; kept < lines.length - 1; kept += 2) {
      const cut = join(folder, `cut-${kept}.jsonl`);
      writeFileSync(cut, `${lines.slice(0, kept).join('\n')}\n`);
      const evaluators = syntheticEvaluators();
      expect(bytesOf(await runSynthetic({ journalPath: cut, study, resume: true, evaluators }))).toBe(bytes);
      expect(evaluators.calls).toHaveLength(lines.length - 1 - kept);
    }
  });

  it('without a budget finds the frontier of the grid', async () => {
    const folder = temporaryFolder();
    const exhaustive = await runSynthetic({ journalPath: join(folder, 'grid.jsonl') });
    const sampled = await runSynthetic({ journalPath: join(folder, 'sampled.jsonl'), study: syntheticStudy({ search: { sampler } }) });
    expect(sampled.frontier).toEqual({ ...exhaustive.frontier, study: sampled.frontier.study });
    expect(sampled.trials).toEqual(exhaustive.trials);
  });
});

describe('spaces', () => {
  const rows = { from: 1, to: 64 };

  it('a sampled study of 10^11 points is planned at once', async () => {
    const axes = {
      'numerics.weights.format': ['int2', 'int3', 'int4', 'int8'],
      'numerics.activations.format': ['uint4', 'uint8'],
      'accelerator.array.rows': { from: 1, to: 500 },
      'accelerator.array.columns': { from: 1, to: 500 },
      'accelerator.weightBufferKib': { from: 1, to: 1000 },
      'accelerator.activationBufferKib': { from: 1, to: 64 },
    };
    for (const sampler of SAMPLERS) {
      const plan = await planStudy(syntheticStudy({ axes, search: { sampler, budget: 200 } }), syntheticEvaluators());
      expect(new Set(plan.points.map(({ id }) => id)).size).toBe(['nsga2', 'tpe', 'refine'].includes(sampler) ? 32 : 200);
    }
    await expect(planStudy(syntheticStudy({ axes }), syntheticEvaluators())).rejects.toThrow(/more than 100000/);
  });

  it('ranges have both ends, in steps or so many', () => {
    const values = (range: object) => new Set([...new Grid(syntheticStudy({ axes: { 'accelerator.weightBufferKib': range } }))].map(({ point }) => point.accelerator.weightBufferKib));
    expect([...values({ from: 8, to: 33, step: 8 })]).toEqual([8, 16, 24, 32]);
    expect([...values({ from: 1, to: 1024, count: 6, scale: 'log' })]).toEqual([1, 4, 16, 64, 256, 1024]);
    expect([...values({ from: 1, to: 4, count: 10, scale: 'log' })]).toEqual([1, 2, 3, 4]);
  });

  it.each<[object, RegExp]>([
    [{ from: 8, to: 8 }, /empty/],
    [{ from: 1, to: 8, step: 1, count: 3 }, /not both/],
    [{ from: 0, to: 8, count: 3, scale: 'log' }, /above 0/],
    [{ from: 1, to: 8, scale: 'log' }, /"count"/],
    [{ from: 1, to: 5000 }, /more than 1000/],
    [{ from: 1, to: 4, step: 0.5 }, /accelerator.array.rows/],
  ])('a range %j is refused', (range, message) => {
    expect(() => syntheticStudy({ axes: { 'accelerator.array.rows': range } })).toThrow(message);
  });

  it('excluded points are in no enumeration and in no sample', async () => {
    const changes = { axes: { 'numerics.weights.format': ['int4', 'lns:3.2'], 'accelerator.array.rows': rows }, exclude: [{ 'numerics.weights.format': 'lns:*', 'accelerator.array.rows': [3, 4] }, { 'accelerator.array.rows': 5 }] };
    const allowed = [...new Grid(syntheticStudy(changes))];
    expect(allowed).toHaveLength(128 - 2 - 2);
    for (const { point } of allowed) expect([5, ...(point.numerics.weights.format === 'int4' ? [] : [3, 4])]).not.toContain(point.accelerator.array.rows);
    const sampled = await planStudy(syntheticStudy({ ...changes, search: { sampler: 'random' } }), syntheticEvaluators());
    expect(new Set(sampled.points.map(({ id }) => id))).toEqual(new Set(allowed.map(({ id }) => id)));
    expect(() => syntheticStudy({ ...changes, exclude: [{}] })).toThrow(/exclude everything/);
    expect(() => syntheticStudy({ ...changes, exclude: [{ 'accelerator.rows': 5 }] })).toThrow(/not a path/);
  });
});
