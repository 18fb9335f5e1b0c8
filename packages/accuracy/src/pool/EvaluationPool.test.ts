import { spawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DEFAULT_POINT, type Numerics } from '@bitscape/design';
import { loadDataset, loadNetwork } from '@bitscape/network';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../engine/openEngine.js';
import { evaluate } from '../evaluation/evaluate.js';
import { EvaluationPool, type EvaluationPoolOptions } from './EvaluationPool.js';
import { testWorkload } from './testWorkload.js';

const IMAGES = 3000;
const numerics: Numerics = {
  ...DEFAULT_POINT.numerics,
  weights: { format: 'lns:2.1', granularity: 'channel', scale: 'mse' },
  activations: { format: 'ulns:2.2', scale: 'mse' },
};

let workload: Awaited<ReturnType<typeof testWorkload>>;
beforeAll(async () => {
  workload = await testWorkload(IMAGES);
});
afterAll(() => rm(workload.folder, { recursive: true }));

let pool: EvaluationPool | undefined;
const open = async (options: Partial<EvaluationPoolOptions> = {}): Promise<EvaluationPool> => (pool = await EvaluationPool.open({ workload, processes: 2, ...options }));
afterEach(async () => {
  await pool?.close();
  pool = undefined;
});

const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('EvaluationPool', { timeout: 60_000 }, () => {
  it('gives one result for any number of processes and any division, equal to an evaluation in this process', async () => {
    const graph = await loadNetwork(workload.network);
    const dataset = await loadDataset(workload.dataset, 'test');
    const engine = await openEngine();
    const here = await evaluate({ engine, graph, plan: null, dataset, normalization: workload.normalization });
    const two = await open();
    expect(await two.loaded()).toEqual({ engine: engine.label, batchSize: 64, images: IMAGES, dataset: workload.dataset });
    expect(await two.evaluate(null, { split: true })).toEqual(here);
    const [split, whole] = await Promise.all([two.evaluate(numerics, { split: true }), two.evaluate(numerics)]);
    expect(whole).toEqual(split);
    await two.close();
    const one = await open({ processes: 1 });
    expect(await one.evaluate(numerics, { split: true })).toEqual(split);
    expect(split.loss).not.toBe(here.loss);
  });

  it('reports progress that ends at the number of images asked for', async () => {
    const progress: number[] = [];
    const result = await (await open()).evaluate(null, { split: true, images: 1000, onProgress: (done, images) => progress.push(done / images) });
    expect(result.images).toBe(1000);
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });

  it('tries again in a new process when one dies, with the same result', async () => {
    const two = await open();
    const undisturbed = await two.evaluate(numerics, { split: true });
    let killed = 0;
    const result = await two.evaluate(numerics, {
      split: true,
      onProgress: () => {
        if (killed === 0) process.kill((killed = two.pids[0]!), 'SIGKILL');
      },
    });
    expect(result).toEqual(undisturbed);
    expect(two.pids).not.toContain(killed);
    expect(two.pids).toHaveLength(2);
  });

  it('gives up with "incomplete" when processes keep dying, naming how the last one ended', async () => {
    const two = await open();
    const killer = setInterval(() => two.pids.forEach((pid) => alive(pid) && process.kill(pid, 'SIGKILL')), 20);
    try {
      await expect(two.evaluate(numerics)).rejects.toMatchObject({ code: 'incomplete', message: expect.stringContaining('SIGKILL') as string });
    } finally {
      clearInterval(killer);
    }
  });

  it('cancels one evaluation and keeps the others going', async () => {
    const two = await open({ processes: 1 });
    const controller = new AbortController();
    const cancelled = two.evaluate(numerics, { signal: controller.signal, onProgress: () => controller.abort() });
    const other = two.evaluate(null, { images: 500 });
    await expect(cancelled).rejects.toMatchObject({ code: 'incomplete', message: 'the evaluation was cancelled' });
    expect((await other).images).toBe(500);
    await expect(two.evaluate(null, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'incomplete' });
  });

  it('passes on what is wrong with numerics, and works on', async () => {
    const two = await open({ processes: 1 });
    await expect(two.evaluate({ ...numerics, weights: { ...numerics.weights, format: 'lns:9.9.9' } })).rejects.toMatchObject({ code: 'usage' });
    await expect(two.evaluate(null, { images: IMAGES + 1 })).rejects.toMatchObject({ code: 'usage' });
    expect((await two.evaluate(null, { images: 10 })).images).toBe(10);
  });

  it('passes on what is wrong with the workload, and leaves no process behind', async () => {
    const file = join(workload.folder, 'text.onnx');
    await writeFile(file, 'not a network');
    await expect(open({ workload: { ...workload, network: file } })).rejects.toMatchObject({ code: 'invalid-network' });
    await expect(open({ workload: { ...workload, dataset: 'mnist:/nowhere' } })).rejects.toMatchObject({ code: 'not-found' });
    await expect(open({ processes: 0 })).rejects.toMatchObject({ code: 'usage' });
  });

  it('close ends all processes and fails what is in progress', async () => {
    const two = await open();
    const pids = two.pids;
    const running = expect(two.evaluate(numerics)).rejects.toMatchObject({ code: 'incomplete' });
    await two.close();
    await running;
    expect(pids.filter(alive)).toEqual([]);
    await expect(two.evaluate(null)).rejects.toMatchObject({ code: 'incomplete' });
  });

  it('processes end by themselves when their parent is killed', async () => {
    const index = fileURLToPath(new URL('../../dist/index.js', import.meta.url));
    const script = `
      import { EvaluationPool } from ${JSON.stringify(index)};
      const pool = await EvaluationPool.open({ processes: 2, workload: ${JSON.stringify(workload)} });
      pool.evaluate(null);
      console.log(JSON.stringify(pool.pids));
    `;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pids = await new Promise<number[]>((resolve) => parent.stdout.once('data', (text: Buffer) => resolve(JSON.parse(text.toString()) as number[])));
    expect(pids.filter(alive)).toHaveLength(2);
    parent.kill('SIGKILL');
    for (let waited = 0; waited < 5000 && pids.some(alive); waited += 50) await sleep(50);
    expect(pids.filter(alive)).toEqual([]);
  });
});
