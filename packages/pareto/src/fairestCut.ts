import type { ObjectiveVector } from './Direction.js';

export interface Cut {
  readonly objective: number;
  /** Values below it go to one part, the others to the other; neither is empty. */
  readonly limit: number;
  /** Vectors in the smaller part, of those looked at. */
  readonly share: number;
}

/** Vectors that are looked at; a median need not be exact. */
const SAMPLE = 64;

/**
 * Where to cut at least two distinct vectors: near the median of the widest objective, unless equal values make its parts too
 * unequal; then in the objective with the most equal parts. Distinct vectors always have one that cuts off a fair share.
 */
export function fairestCut(count: number, vectorAt: (index: number) => ObjectiveVector): Cut {
  const stride = Math.ceil(count / SAMPLE);
  const vectors: ObjectiveVector[] = [];
  for (let index = 0; index < count; index += stride) vectors.push(vectorAt(index));
  const ranges = vectors[0]!.map((_, objective) => rangeOf(vectors, objective));
  const widestFirst = ranges.map((_, objective) => objective).sort((a, b) => ranges[b]! - ranges[a]!);
  let chosen: Cut = { objective: NaN, limit: NaN, share: 0 };
  for (const objective of widestFirst) {
    const cut = { objective, ...medianCut(Float64Array.from(vectors, (vector) => vector[objective]!).sort()) };
    if (cut.share > chosen.share) chosen = cut;
    if (chosen.share >= vectors.length / 4) break;
  }
  return chosen;
}

function rangeOf(vectors: readonly ObjectiveVector[], objective: number): number {
  let least = Infinity;
  let most = -Infinity;
  for (const vector of vectors) {
    const value = vector[objective]!;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return most - least;
}

/** Either side of the run of values that equal the median; `share` 0 when all values are equal. */
function medianCut(sorted: Float64Array): { readonly limit: number; readonly share: number } {
  const median = sorted[sorted.length >> 1]!;
  const below = sorted.indexOf(median);
  const upTo = sorted.lastIndexOf(median) + 1;
  const above = sorted.length - upTo;
  const shareBelow = Math.min(below, sorted.length - below);
  const shareAbove = Math.min(above, upTo);
  return shareAbove > shareBelow ? { limit: sorted[upTo]!, share: shareAbove } : { limit: median, share: shareBelow };
}
