import { nonDominated } from '@bitscape/pareto';
import type { SampleOutcome } from './Sampler.js';

/** Outcomes in fronts: the non-dominated ones, those after taking them away, and so on; what has no values comes last. */
export function rankOutcomes(outcomes: readonly SampleOutcome[]): SampleOutcome[][] {
  const fronts: SampleOutcome[][] = [];
  let rest = outcomes.filter(({ values }) => values !== null);
  while (rest.length > 0) {
    const directions = rest[0]!.values!.map(() => 'min' as const);
    const front = new Set(nonDominated(rest.map(({ values }) => values!), directions));
    fronts.push(rest.filter((_, position) => front.has(position)));
    rest = rest.filter((_, position) => !front.has(position));
  }
  const without = outcomes.filter(({ values }) => values === null);
  return without.length === 0 ? fronts : [...fronts, without];
}
