import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadFrontier, loadStudy } from '@bitscape/design';
import { BitscapeError } from '@bitscape/errors';
import { checkWritable, compareFrontiers, outputPaths, rulesOfStudy, writeFileAtomic, type CompareRules } from '@bitscape/search';
import type { NightlyFlags } from '../commands/nightly.js';
import { presentComparison } from '../compare/presentComparison.js';
import { createOutput } from '../terminal/Output.js';
import { folderOf } from '../workload.js';
import { explore } from './explore.js';

/** Explores from scratch with remembered accuracies, then compares with the baseline. */
export async function nightly(file: string, flags: NightlyFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const { study } = await loadStudy(file);
  const rules = rulesOfStudy(study.compare, { tolerances: flags.tolerance ?? {}, levels: (flags.level ?? {}) as CompareRules['levels'] });
  // Before hours of work: a baseline that is missing or damaged will be so afterwards.
  const base = flags.updateBaseline === true ? undefined : await loadBaseline(flags.baseline);
  if (flags.updateBaseline === true) checkWritable(folderOf(flags.baseline));
  const folder = resolve(flags.out ?? join('out', study.name));
  const { frontier, run } = outputPaths(folder, study.name);
  const { workers, engine, cache } = flags;
  await explore(file, { out: folder, fresh: true, cache, engine, report: true, ...(workers === undefined ? {} : { workers }) }, { ...output, result: () => undefined });
  const next = await loadFrontier(frontier);
  const { accuracies } = JSON.parse(readFileSync(run, 'utf8')) as { readonly accuracies: object };
  if (base === undefined) {
    writeFileAtomic(resolve(flags.baseline), readFileSync(frontier));
    output.line(`\naccepted as the baseline: ${flags.baseline}`);
    output.result({ frontier, baseline: flags.baseline, updated: true, accuracies });
    return;
  }
  output.line('');
  const comparison = compareFrontiers(base, next, rules);
  presentComparison(comparison, next, flags, output);
  output.result({ frontier, baseline: flags.baseline, updated: false, accuracies, ...comparison });
}

async function loadBaseline(file: string): ReturnType<typeof loadFrontier> {
  if (!existsSync(file)) throw new BitscapeError('not-found', 'there is no baseline', { where: { file }, hint: 'Make the new frontier the baseline with --update-baseline, and commit it.' });
  return loadFrontier(file);
}
