import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BitscapeError } from '@bitscape/errors';
import { parseFrontier, writeFrontier, type FrontierFile } from '@bitscape/design';
import { dominates, hypervolume } from '@bitscape/pareto';
import { describe, expect, it } from 'vitest';
import { bytesOf, runSynthetic, syntheticEvaluators, syntheticResult, syntheticStudy, WORKLOAD } from '../test/syntheticStudy.js';
import { temporaryFolder } from '../test/temporaryFolder.js';
import { readJournal } from './Journal.js';
import { planStudy } from './planStudy.js';
import type { StudyEvent } from './StudyEvent.js';

const journalIn = (folder: string) => join(folder, 'synthetic.journal.jsonl');

async function failure(promise: Promise<unknown>): Promise<BitscapeError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(BitscapeError);
  return error as BitscapeError;
}

describe('runStudy', () => {
  it('runStudy separates frontier, feasible and infeasible trials and keeps all of them', async () => {
    const { frontier, trials } = await runSynthetic({ journalPath: journalIn(temporaryFolder()) });
    // 6 × 2 formats, 2 of the weights with 2 table widths: 16 numerics; times 3 arrays, the largest infeasible.
    expect(frontier.counts).toEqual({ trials: 48, feasible: 32, infeasible: 16, failed: 0, frontier: frontier.points.length });
    expect(new Set(trials.map((trial) => trial.id)).size).toBe(48);
    expect(trials.filter((trial) => trial.status === 'infeasible').every((trial) => trial.reason.includes('1024 rows'))).toBe(true);
    const directions = frontier.objectives.map((objective) => objective.direction);
    const vector = (objectives: FrontierFile['points'][number]['objectives']) => frontier.objectives.map(({ name }) => objectives[name]!);
    const evaluated = trials.filter((trial) => trial.status !== 'infeasible');
    for (const trial of evaluated) {
      const beaten = evaluated.some((other) => dominates(vector(other.objectives), vector(trial.objectives), directions));
      expect(trial.status).toBe(beaten ? 'feasible' : 'frontier');
    }
    expect(frontier.points.map((point) => point.id)).toEqual(trials.filter((trial) => trial.status === 'frontier').map((trial) => trial.id).sort());
  });

  it('runStudy stores the worst feasible values as reference, or those that the study states', async () => {
    const { frontier, trials } = await runSynthetic({ journalPath: journalIn(temporaryFolder()) });
    const feasible = trials.filter((trial) => trial.status === 'feasible' || trial.status === 'frontier');
    expect(frontier.objectives.map((objective) => objective.reference)).toEqual([
      Math.min(...feasible.map((trial) => trial.objectives.accuracy!)),
      Math.max(...feasible.map((trial) => trial.objectives.energy!)),
      Math.max(...feasible.map((trial) => trial.objectives.area!)),
    ]);
    const stated = await runSynthetic({ journalPath: journalIn(temporaryFolder()), study: syntheticStudy({ reference: { energy: 1000, accuracy: 0 } }) });
    expect(stated.frontier.objectives.map((objective) => objective.reference)).toEqual([0, 1000, frontier.objectives[2]!.reference]);
    expect(stated.frontier.hypervolume).toBeGreaterThan(frontier.hypervolume);
  });

  it('runStudy writes a frontier that reads back as itself, hypervolume included', async () => {
    const { frontier } = await runSynthetic({ journalPath: journalIn(temporaryFolder()) });
    const text = writeFrontier(frontier);
    const read = parseFrontier(text);
    expect(read).toEqual(frontier);
    expect(writeFrontier(read)).toBe(text);
    const points = read.points.map((point) => read.objectives.map(({ name }) => point.objectives[name]!));
    const volume = hypervolume(points, read.objectives.map(({ reference }) => reference), read.objectives.map(({ direction }) => direction));
    expect(Number(volume.toPrecision(8))).toBe(read.hypervolume);
  });

  it('runStudy measures each numerics once, in the order of the grid', async () => {
    const evaluators = syntheticEvaluators();
    await runSynthetic({ journalPath: journalIn(temporaryFolder()), evaluators });
    expect(evaluators.calls).toHaveLength(16);
    expect(new Set(evaluators.calls).size).toBe(16);
  });

  it('runStudy gives the same bytes with 1 and with 8 evaluations at a time', async () => {
    const one = await runSynthetic({ journalPath: journalIn(temporaryFolder()) });
    const eight = await runSynthetic({ journalPath: journalIn(temporaryFolder()), concurrency: 8, evaluators: syntheticEvaluators({ pauseMs: 2 }) });
    expect(bytesOf(eight)).toBe(bytesOf(one));
  });

  it('runStudy never runs more evaluations at a time than it may', async () => {
    let running = 0;
    let most = 0;
    const evaluators = syntheticEvaluators({
      accuracy: async (numerics, _, { seed }) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 1));
        running--;
        return syntheticResult(numerics, seed);
      },
    });
    await runSynthetic({ journalPath: journalIn(temporaryFolder()), evaluators, concurrency: 3 });
    expect(most).toBe(3);
  });

  it('runStudy stopped after any number of evaluations resumes to the same bytes and repeats nothing', async () => {
    const whole = bytesOf(await runSynthetic({ journalPath: journalIn(temporaryFolder()) }));
    for (const stopAfter of [0, 1, 7, 15]) {
      const journalPath = journalIn(temporaryFolder());
      const stop = new AbortController();
      const first = syntheticEvaluators();
      const error = await failure(
        runSynthetic({
          journalPath,
          evaluators: first,
          signal: stop.signal,
          onEvent: (event) => {
            if ((event.type === 'evaluated' && event.done === stopAfter) || (stopAfter === 0 && event.type === 'planned')) stop.abort();
          },
        }),
      );
      expect(error.code).toBe('incomplete');
      expect(error.message).toContain(`${stopAfter} of 16`);
      expect(readJournal(journalPath).measured.size).toBe(stopAfter);
      const second = syntheticEvaluators();
      const resumed = await runSynthetic({ journalPath, evaluators: second, resume: true, concurrency: 2 });
      expect(bytesOf(resumed)).toBe(whole);
      expect(second.calls).toHaveLength(16 - stopAfter);
    }
  });

  it('runStudy waits for evaluations under way when stopped and does not count their abortion as failure', async () => {
    const journalPath = journalIn(temporaryFolder());
    const stop = new AbortController();
    let settled = 0;
    const evaluators = syntheticEvaluators({
      accuracy: (_, __, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => setTimeout(() => { settled++; reject(new Error('aborted')); }, 5));
        }),
    });
    setTimeout(() => stop.abort(), 20);
    expect((await failure(runSynthetic({ journalPath, evaluators, concurrency: 4, signal: stop.signal }))).code).toBe('incomplete');
    expect(settled).toBe(4);
    expect(readJournal(journalPath).failures).toEqual([]);
  });

  it('runStudy repeats a failed evaluation and recovers without a trace in the result', async () => {
    const tried = new Set<string>();
    const events: StudyEvent[] = [];
    const evaluators = syntheticEvaluators({
      accuracy: (numerics, _, { key, seed }) => {
        if (tried.has(key)) return Promise.resolve(syntheticResult(numerics, seed));
        tried.add(key);
        return Promise.reject(new Error('lost worker'));
      },
    });
    const journalPath = journalIn(temporaryFolder());
    const outcome = await runSynthetic({ journalPath, evaluators, onEvent: (event) => events.push(event) });
    expect(bytesOf(outcome)).toBe(bytesOf(await runSynthetic({ journalPath: journalIn(temporaryFolder()) })));
    expect(events.filter((event) => event.type === 'failed' && !event.final)).toHaveLength(16);
    expect(readJournal(journalPath).failures.map((fail) => fail.attempt)).toEqual(Array.from({ length: 16 }, () => 1));
  });

  it('runStudy counts what keeps failing as failed, and tries it again on resume', async () => {
    const journalPath = journalIn(temporaryFolder());
    const broken = syntheticEvaluators({
      accuracy: (numerics, _, { seed }) => (numerics.weights.format === 'int2' ? Promise.reject(new Error('out of memory')) : Promise.resolve(syntheticResult(numerics, seed))),
    });
    const partial = await runSynthetic({ journalPath, evaluators: broken, maxAttempts: 3 });
    expect(partial.frontier.counts.failed).toBe(4);
    expect(partial.trials.filter((trial) => trial.status === 'failed').map((trial) => trial.reason)).toEqual(Array.from({ length: 4 }, () => 'out of memory'));
    expect(broken.calls).toHaveLength(14 + 2 * 3);
    const repaired = await runSynthetic({ journalPath, resume: true });
    expect(bytesOf(repaired)).toBe(bytesOf(await runSynthetic({ journalPath: journalIn(temporaryFolder()) })));
  });

  it('runStudy does not repeat an error that will come back', async () => {
    const evaluators = syntheticEvaluators({ accuracy: () => Promise.reject(new BitscapeError('invalid-network', 'truncated')) });
    const error = await failure(runSynthetic({ journalPath: journalIn(temporaryFolder()), evaluators }));
    expect(error.code).toBe('incomplete');
    expect(error.message).toMatch(/32 of 48 failed.*truncated/);
    expect(evaluators.calls).toHaveLength(16);
  });

  it('runStudy takes infeasible numerics from the evaluator as infeasible, also after resume', async () => {
    const journalPath = journalIn(temporaryFolder());
    const accuracy = (numerics: Parameters<typeof syntheticResult>[0], _: unknown, { seed }: { seed: number }) =>
      numerics.weights.format === 'int2' ? Promise.reject(new BitscapeError('infeasible', 'two bits are too few')) : Promise.resolve(syntheticResult(numerics, seed));
    const outcome = await runSynthetic({ journalPath, evaluators: syntheticEvaluators({ accuracy }) });
    expect(outcome.frontier.counts).toMatchObject({ infeasible: 20, failed: 0 });
    const again = syntheticEvaluators({ accuracy });
    expect(bytesOf(await runSynthetic({ journalPath, evaluators: again, resume: true }))).toBe(bytesOf(outcome));
    expect(again.calls).toEqual([]);
  });

  it.each([
    ['a loss that is not finite', { loss: Number.NaN }, /loss is not finite/],
    ['another number of images', { images: 3 }, /covers 3 images instead of 203/],
    ['bits that contradict the count', { correct: 1 }, /correctBits mark/],
    ['bits that are too few', { correctBits: '' }, /too short/],
    ['counts that contradict each other', { correctTop5: 0 }, /contradict/],
  ])('runStudy counts a result with %s as a failure', async (_, change, message) => {
    const evaluators = syntheticEvaluators({
      accuracy: (numerics, __, { seed }) => Promise.resolve({ ...syntheticResult(numerics, seed), ...(numerics.weights.format === 'int3' ? change : {}) }),
    });
    const { trials, frontier } = await runSynthetic({ journalPath: journalIn(temporaryFolder()), evaluators, maxAttempts: 1 });
    expect(frontier.counts.failed).toBe(4);
    expect(trials.find((trial) => trial.status === 'failed')!.reason).toMatch(message);
  });

  it('runStudy measures nothing for points that break a constraint by their cost, and applies the others afterwards', async () => {
    const evaluators = syntheticEvaluators();
    const study = syntheticStudy({ constraints: { energy: { max: 20 }, accuracy: { min: 0.7 } } });
    const { trials, frontier } = await runSynthetic({ journalPath: journalIn(temporaryFolder()), study, evaluators });
    const needed = new Set(trials.filter((trial) => trial.objectives.energy !== undefined && trial.objectives.energy <= 20).map((trial) => JSON.stringify(trial.point.numerics)));
    expect(evaluators.calls).toHaveLength(needed.size);
    expect(needed.size).toBeLessThan(16);
    for (const trial of trials) {
      const meets = (trial.objectives.energy ?? Infinity) <= 20 && (trial.objectives.accuracy ?? 0) >= 0.7;
      expect(trial.status === 'feasible' || trial.status === 'frontier').toBe(meets);
      if (trial.status === 'infeasible') expect(trial.reason).not.toBe('');
    }
    expect(frontier.counts.feasible).toBeGreaterThan(0);
  });

  it('runStudy without accuracy among objectives and constraints measures nothing', async () => {
    const evaluators = syntheticEvaluators();
    const { frontier } = await runSynthetic({ journalPath: journalIn(temporaryFolder()), study: syntheticStudy({ objectives: ['energy', 'area'] }), evaluators });
    expect(evaluators.calls).toEqual([]);
    expect(frontier.points.every((point) => point.accuracy === undefined)).toBe(true);
  });

  it('runStudy with nothing feasible says which constraint leaves nothing and how near the best comes', async () => {
    const error = await failure(runSynthetic({ journalPath: journalIn(temporaryFolder()), study: syntheticStudy({ constraints: { energy: { max: 1 } } }) }));
    expect(error.code).toBe('infeasible');
    expect(error.message).toMatch(/none of 32 design points meets energy ≤ 1 µJ.*nearest with 7.5 µJ, 6.5 µJ off/);
  });

  it('runStudy of a grid without a feasible point by cost writes no journal', async () => {
    const journalPath = journalIn(temporaryFolder());
    await failure(runSynthetic({ journalPath, study: syntheticStudy({ constraints: { energy: { max: 1 } } }) }));
    expect(existsSync(journalPath)).toBe(false);
  });

  it('runStudy with a plan made before costs nothing again and gives the same bytes', async () => {
    const plan = await planStudy(syntheticStudy(), syntheticEvaluators());
    const evaluators = { ...syntheticEvaluators(), cost: () => expect.fail('costed twice') };
    const planned = await runSynthetic({ journalPath: journalIn(temporaryFolder()), evaluators, plan });
    expect(bytesOf(planned)).toBe(bytesOf(await runSynthetic({ journalPath: journalIn(temporaryFolder()) })));
  });

  it('planStudy(study) of a grid too large to hold is refused before anything is costed', async () => {
    const numbers = Array.from({ length: 1024 }, (_, index) => index + 1);
    const study = syntheticStudy({ axes: { 'accelerator.array.rows': numbers, 'accelerator.array.columns': numbers } });
    const error = await failure(planStudy(study, { cost: () => expect.fail('costed') }));
    expect(error).toMatchObject({ code: 'invalid-study', message: 'the grid has more than 100000 design points', where: { pointer: '/axes' } });
  });

  it('runStudy reports progress as events that add up', async () => {
    const events: StudyEvent[] = [];
    const { frontier } = await runSynthetic({ journalPath: journalIn(temporaryFolder()), onEvent: (event) => events.push(event) });
    expect(events[0]).toEqual({ type: 'planned', points: 48, infeasible: 16, numerics: 16, known: 0 });
    expect(events.flatMap((event) => (event.type === 'evaluated' ? [event.done] : []))).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
    const front = new Set<string>();
    for (const event of events) {
      if (event.type !== 'frontier') continue;
      event.removed.forEach((id) => expect(front.delete(id)).toBe(true));
      event.added.forEach((id) => front.add(id));
      expect(front.size).toBe(event.size);
    }
    expect([...front].sort()).toEqual(frontier.points.map((point) => point.id));
    expect(events.at(-1)).toEqual({ type: 'finished', counts: frontier.counts, hypervolume: frontier.hypervolume });
  });

  it('runStudy refuses to begin over an existing journal, and leaves it as it is', async () => {
    const journalPath = journalIn(temporaryFolder());
    await runSynthetic({ journalPath });
    const before = readFileSync(journalPath);
    const error = await failure(runSynthetic({ journalPath }));
    expect(error.code).toBe('usage');
    expect(error.hint).toContain('--resume');
    expect(readFileSync(journalPath).equals(before)).toBe(true);
  });

  it.each([
    ['seed', { study: syntheticStudy({ seed: 8 }) }, /the study changed.*\/seed 7 → 8/],
    ['axes', { study: syntheticStudy({ axes: { 'accelerator.array.rows': [8] } }) }, /the study changed.*\/axes\//],
    ['workload', { workload: { ...WORKLOAD, network: { name: 'synthetic', hash: 'other' } } }, /the workload changed.*\/network\/hash "0123456789abcdef" → "other"/],
    ['evaluator', { evaluators: { ...syntheticEvaluators(), versions: { accuracy: 'synthetic 2', cost: '' } } }, /the accuracy evaluator changed.*"synthetic 1" → "synthetic 2"/],
  ])('runStudy refuses to resume when the %s changed, and says what', async (_, changes, message) => {
    const journalPath = journalIn(temporaryFolder());
    await runSynthetic({ journalPath });
    const error = await failure(runSynthetic({ journalPath, resume: true, ...changes }));
    expect(error.code).toBe('invalid-journal');
    expect(error.message).toMatch(message);
  });

  it('runStudy resumes when only comments, the description or the cost model changed', async () => {
    const journalPath = journalIn(temporaryFolder());
    await runSynthetic({ journalPath });
    const evaluators = { ...syntheticEvaluators(), versions: { accuracy: 'synthetic 1', cost: 'synthetic 2' } };
    await expect(runSynthetic({ journalPath, resume: true, study: syntheticStudy({ description: 'new words' }), evaluators })).resolves.toBeDefined();
  });

  it('runStudy begins anew on an empty journal file and with resume but no journal', async () => {
    const journalPath = journalIn(temporaryFolder());
    writeFileSync(journalPath, '');
    await runSynthetic({ journalPath });
    await expect(runSynthetic({ journalPath: journalIn(temporaryFolder()), resume: true })).resolves.toBeDefined();
  });

  it('runStudy writes nothing when the cost evaluator refuses the study', async () => {
    const folder = temporaryFolder();
    const evaluators = { ...syntheticEvaluators(), cost: () => { throw new BitscapeError('usage', 'no technology 7nm'); } };
    expect((await failure(runSynthetic({ journalPath: journalIn(folder), evaluators }))).message).toBe('no technology 7nm');
    expect(() => readFileSync(journalIn(folder))).toThrow(/ENOENT/);
  });

  it('runStudy reports a folder that cannot be written before it evaluates', async () => {
    const evaluators = syntheticEvaluators();
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const error = await failure(runSynthetic({ journalPath: join(folder, 'file', 'x.journal.jsonl'), evaluators }));
    expect(['not-writable', 'not-found']).toContain(error.code);
    expect(evaluators.calls).toEqual([]);
  });

  it.each([0, 1.5, Number.NaN])('runStudy refuses a concurrency of %d', async (concurrency) => {
    expect((await failure(runSynthetic({ journalPath: journalIn(temporaryFolder()), concurrency }))).code).toBe('usage');
  });
});
