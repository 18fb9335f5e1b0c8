import { BitscapeError } from '@bitscape/errors';
import type { ObjectiveName, ObjectiveValues } from '@bitscape/design';
import { boundText, quantity, violations, type Constraints, type Violation } from './constraints.js';

interface Candidate {
  readonly id: string;
  readonly label: string;
  readonly objectives: ObjectiveValues;
}

interface Bound {
  readonly objective: ObjectiveName;
  readonly bound: 'min' | 'max';
  readonly limit: number;
}

/**
 * Which constraint leaves nothing, and by how much the nearest point misses. A bound that no point meets alone is named; when
 * every bound is met by some point but never together, the point with the least relative miss is.
 */
export function explainInfeasible(candidates: readonly Candidate[], constraints: Constraints): BitscapeError {
  const total = `${candidates.length} design point${candidates.length === 1 ? '' : 's'}`;
  for (const bound of bounds(constraints)) {
    const { objective, bound: side, limit } = bound;
    const misses = candidates.flatMap((candidate) => violations(candidate.objectives, { [objective]: { [side]: limit } }).map((violation) => ({ candidate, violation })));
    if (misses.length < candidates.length) continue;
    const nearest = misses.reduce((best, miss) => (miss.violation.amount < best.violation.amount ? miss : best));
    return new BitscapeError('infeasible', `none of ${total} meets ${boundText(objective, side, limit)}: ${nearest.candidate.label} (${nearest.candidate.id}) is nearest with ${quantity(objective, nearest.violation.value)}, ${quantity(objective, nearest.violation.amount)} off`, {
      hint: `Relax ${objective} to ${quantity(objective, nearest.violation.value)}, or widen the study.`,
    });
  }
  // A point that breaks a bound by its cost may never have been measured: it is no witness when there are better known ones.
  const constrained = Object.keys(constraints) as ObjectiveName[];
  const known = candidates.filter((candidate) => constrained.every((name) => candidate.objectives[name] !== undefined));
  const scored = (known.length > 0 ? known : candidates)
    .map((candidate) => ({ candidate, missed: violations(candidate.objectives, constraints) }))
    .map((entry) => ({ ...entry, score: entry.missed.reduce((sum, violation) => sum + relative(violation), 0) }));
  const nearest = scored.reduce((best, entry) => (entry.score < best.score || (entry.score === best.score && entry.candidate.id < best.candidate.id) ? entry : best));
  const all = bounds(constraints).map(({ objective, bound, limit }) => boundText(objective, bound, limit));
  const missed = nearest.missed.map(({ objective, bound, limit, amount }) => `${boundText(objective, bound, limit)} by ${quantity(objective, amount)}`);
  return new BitscapeError('infeasible', `none of ${total} meets ${all.join(' and ')} together: ${nearest.candidate.label} (${nearest.candidate.id}) is nearest and misses ${missed.join(', ')}`, {
    hint: 'Relax one of the bounds, or widen the study.',
  });
}

function bounds(constraints: Constraints): Bound[] {
  return (Object.keys(constraints) as ObjectiveName[]).flatMap((objective) =>
    (['min', 'max'] as const).flatMap((bound) => {
      const limit = constraints[objective]?.[bound];
      return limit === undefined ? [] : [{ objective, bound, limit }];
    }),
  );
}

function relative({ amount, limit }: Violation): number {
  return limit === 0 ? amount : amount / Math.abs(limit);
}
