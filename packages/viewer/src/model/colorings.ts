import { NO_CODE, type Parameter } from './parameters.js';

/** A way to colour the rows: one category each, few enough to tell apart. */
export interface Coloring {
  /** Key of a parameter, or `none`. */
  readonly key: string;
  readonly label: string;
  /** In the order of the palette. */
  readonly categories: readonly string[];
  /** Position in `categories`, -1 for a row without that parameter. */
  readonly categoryOf: (row: number) => number;
}

/** More categories than this cannot be told apart by colour. */
export const MAX_CATEGORIES = 8;

const NONE: Coloring = { key: 'none', label: 'nothing', categories: [], categoryOf: () => -1 };

/**
 * One colouring a parameter; `none` is last. Of more than {@link MAX_CATEGORIES} values the most frequent keep a colour of their own and
 * the others share the last one.
 */
export function colorings(parameters: readonly Parameter[]): Coloring[] {
  return [...parameters.map(coloringOf), NONE];
}

/** The colouring with that key, or the first one that exists. */
export function coloringFor(all: readonly Coloring[], key: string): Coloring {
  return all.find((coloring) => coloring.key === key) ?? all[0] ?? NONE;
}

function coloringOf({ key, label, categories, codes }: Parameter): Coloring {
  if (categories.length <= MAX_CATEGORIES) {
    return { key, label, categories, categoryOf: (row) => (codes[row] === NO_CODE ? -1 : codes[row]!) };
  }
  const counts = new Float64Array(categories.length);
  for (const code of codes) if (code !== NO_CODE) counts[code]! += 1;
  const kept = [...counts.keys()].sort((a, b) => counts[b]! - counts[a]! || a - b).slice(0, MAX_CATEGORIES - 1).sort((a, b) => a - b);
  const places = categories.map((_, code) => (kept.includes(code) ? kept.indexOf(code) : MAX_CATEGORIES - 1));
  return {
    key,
    label,
    categories: [...kept.map((code) => categories[code]!), `${categories.length - kept.length} others`],
    categoryOf: (row) => (codes[row] === NO_CODE ? -1 : places[codes[row]!]!),
  };
}
