import { closest, distance } from 'fastest-levenshtein';

/**
 * The known name that was probably meant: one that ends in the given one (`array.rows` for `accelerator.array.rows`), or
 * the one with the fewest edits, if they are few.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0 || name.length > 200) return undefined;
  const suffix = known.filter((candidate) => candidate.endsWith(`.${name}`));
  if (suffix.length === 1) return suffix[0];
  const nearest = closest(name.toLowerCase(), known.map((candidate) => candidate.toLowerCase()));
  const original = known.find((candidate) => candidate.toLowerCase() === nearest);
  return distance(name.toLowerCase(), nearest) <= Math.max(2, Math.floor(name.length / 3)) ? original : undefined;
}

/** Hint for an unknown name: the nearest one, then all of them. */
export function unknownNameHint(name: string, known: readonly string[], what: string): string {
  const nearest = nearestName(name, known);
  const list = `${what}: ${known.join(', ')}.`;
  return nearest === undefined ? list : `Did you mean '${nearest}'? ${list}`;
}
