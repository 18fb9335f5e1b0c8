/** Contiguous moves as the kernels take them: triples of first source, first target and number. */
export interface CodeRuns {
  readonly triples: Int32Array;
  readonly count: number;
}

/**
 * Moves of the codes whose sources lie in `first … first + size - 1`, sources counted from `first`.
 *
 * @param sources of each target position
 * @param step from the source of one target to that of the next within a run: 1 to move, 0 to fill with one
 */
export function codeRuns(sources: Int32Array, first: number, size: number, step: 0 | 1): CodeRuns {
  const triples: number[] = [];
  let next = -1;
  sources.forEach((source, target) => {
    if (source < first || source >= first + size) {
      next = -1;
      return;
    }
    if (source === next) triples[triples.length - 1]!++;
    else triples.push(source - first, target, 1);
    next = source + step;
  });
  return { triples: Int32Array.from(triples), count: triples.length / 3 };
}
