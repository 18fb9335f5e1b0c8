import { loadFrontier, loadStudy } from '@bitscape/design';
import { compareFrontiers, rulesOfStudy, type CompareRules } from '@bitscape/search';
import type { CompareCommandFlags } from '../commands/compare.js';
import { presentComparison } from '../compare/presentComparison.js';
import { createOutput } from '../terminal/Output.js';

export async function compare(baseline: string, fresh: string, flags: CompareCommandFlags): Promise<void> {
  const output = createOutput(flags.json === true);
  const settings = flags.study === undefined ? undefined : (await loadStudy(flags.study)).study.compare;
  const base = await loadFrontier(baseline);
  const next = await loadFrontier(fresh);
  const comparison = compareFrontiers(base, next, rulesOfStudy(settings, { tolerances: flags.tolerance ?? {}, levels: (flags.level ?? {}) as CompareRules['levels'] }));
  presentComparison(comparison, next, flags, output);
  output.result(comparison);
}
