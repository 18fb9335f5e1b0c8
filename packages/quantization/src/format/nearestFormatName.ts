import { editDistance } from './editDistance.js';
import type { FormatFamily } from './FormatFamily.js';

/** The allowed name that looks most like a wrong one: nearest family word, its numbers clamped into their ranges. */
export function nearestFormatName(text: string, families: readonly FormatFamily[]): string | undefined {
  const word = /[a-z]+/.exec(text.toLowerCase())?.[0] ?? '';
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  const ranked = families
    .map((family) => ({ family, distance: editDistance(word, family.family) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  if (best === undefined || best.distance >= best.family.family.length) return undefined;
  const { family } = best;
  const clamped = family.parameters.map(({ minimum, maximum }, i) => Math.min(maximum, Math.max(minimum, numbers[i] ?? minimum)));
  while (family.refusal(clamped) !== undefined) {
    // Each part is in range but not their sum: give back from the last one.
    const last = clamped.findLastIndex((value, i) => value > family.parameters[i]!.minimum);
    if (last < 0) return undefined;
    clamped[last]!--;
  }
  return family.nameOf(clamped);
}
