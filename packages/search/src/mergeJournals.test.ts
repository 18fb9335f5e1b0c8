import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_POINT } from '@bitscape/design';
import { expect, it } from 'vitest';
import { bytesOf, runSynthetic, syntheticEvaluators, syntheticResult, syntheticStudy, WORKLOAD } from '../test/syntheticStudy.js';
import { temporaryFolder } from '../test/temporaryFolder.js';
import { Journal, readJournal } from './Journal.js';
import { measureShard } from './measureShard.js';
import { mergeJournals } from './mergeJournals.js';

const part = (journalPath: string, index: number, count: number, evaluators = syntheticEvaluators()) =>
  measureShard({ study: syntheticStudy(), evaluators, workload: WORKLOAD, tool: 'bitscape test', journalPath, concurrency: 2 }, { index, count });

it.each([1, 2, 5, 40])('a study in %d parts gives the bytes of the whole, each accuracy measured once', async (count) => {
  const folder = temporaryFolder();
  const whole = bytesOf(await runSynthetic({ journalPath: join(folder, 'whole') }));
  const sources = Array.from({ length: count }, (_, index) => join(folder, `part${index}`));
  let sum = 0;
  for (const [index, source] of sources.entries()) sum += await part(source, index, count);
  expect(sum).toBe(16);
  expect(mergeJournals(join(folder, 'merged'), sources)).toEqual({ measured: 16, rejected: 0 });
  mergeJournals(join(folder, 'other'), [...sources].reverse());
  expect(readFileSync(join(folder, 'other'))).toEqual(readFileSync(join(folder, 'merged')));
  const evaluators = syntheticEvaluators();
  expect(bytesOf(await runSynthetic({ journalPath: join(folder, 'merged'), resume: true, evaluators }))).toBe(whole);
  expect(evaluators.calls).toEqual([]);
});

it('mergeJournals refuses other studies, contradictions, an existing target and no sources', async () => {
  const folder = temporaryFolder();
  const [a, b] = [join(folder, 'a'), join(folder, 'b')];
  await part(a, 0, 2);
  await runSynthetic({ journalPath: b, study: syntheticStudy({ seed: 9 }) });
  expect(() => mergeJournals(join(folder, 'm'), [a, b])).toThrow(/seed/);
  const [key] = readJournal(a).measured.keys();
  const journal = Journal.open(join(folder, 'c'), readJournal(a).header, false);
  journal.append({ type: 'measure', key: key!, result: syntheticResult(DEFAULT_POINT.numerics, 99) });
  journal.close();
  expect(() => mergeJournals(join(folder, 'm'), [a, join(folder, 'c')])).toThrow(/contradict/);
  expect(() => mergeJournals(a, [a])).toThrow(/exists/);
  expect(() => mergeJournals(join(folder, 'm'), [])).toThrow(/no journal/);
});

it('measureShard refuses studies that depend on what they have measured', async () => {
  for (const changes of [{ search: { sampler: 'nsga2' } }, { race: { epsilon: 0, delta: 0.1 } }]) {
    const run = measureShard({ study: syntheticStudy(changes), evaluators: syntheticEvaluators(), workload: WORKLOAD, tool: 't', journalPath: join(temporaryFolder(), 'j') }, { index: 0, count: 2 });
    await expect(run).rejects.toThrow(/cannot be divided/);
  }
});
