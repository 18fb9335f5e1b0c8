import type { FrontierFile, FrontierPoint } from '@bitscape/design';
import { designParameters } from './designParameters.js';

/** A way to colour the points: one category each, few enough to tell apart. */
export interface Coloring {
  /** Path of a design parameter, `family`, or `none`. */
  readonly key: string;
  readonly label: string;
  /** In the order of the palette. */
  readonly categories: readonly string[];
  readonly categoryOf: (point: FrontierPoint) => string;
}

/** More categories than this cannot be told apart by colour. */
export const MAX_CATEGORIES = 8;

const NONE: Coloring = { key: 'none', label: 'nothing', categories: [], categoryOf: () => '' };

/** Family of a number format: its name up to the first digit or colon, the unsigned `u` left out. `ulns:3.3` → `lns`. */
export function formatFamily(name: string): string {
  const letters = /^[a-z]+/i.exec(name)?.[0] ?? name;
  return letters.length > 1 && /^u(?:int|lns|fixed|apot|pot)/i.test(letters) ? letters.slice(1) : letters;
}

/** Colourings that tell the points of this frontier apart: `family` and every parameter with 2 to {@link MAX_CATEGORIES} values; `none` is last. */
export function colorings(frontier: FrontierFile): Coloring[] {
  const parameters = frontier.points.map((point) => new Map(designParameters(point).map((parameter) => [parameter.path, parameter])));
  const byId = new Map(frontier.points.map((point, index) => [point.id, parameters[index]!]));
  const found: Coloring[] = [];
  const add = (key: string, label: string, categoryOf: (point: FrontierPoint) => string): void => {
    const categories = distinct(frontier.points.map(categoryOf));
    if (categories.length >= 2 && categories.length <= MAX_CATEGORIES) found.push({ key, label, categories, categoryOf });
  };
  add('family', 'number system', (point) => formatFamily(point.point.numerics.weights.format));
  const labels = new Map<string, string>();
  for (const map of parameters) for (const { path, label } of map.values()) labels.set(path, label);
  for (const [path, label] of labels) add(path, label, (point) => byId.get(point.id)?.get(path)?.value ?? '–');
  return [...found, NONE];
}

/** The colouring with that key, or the first one that exists. */
export function coloringFor(all: readonly Coloring[], key: string): Coloring {
  return all.find((coloring) => coloring.key === key) ?? all[0] ?? NONE;
}

/** Sorted by name, numbers by value: a category keeps its colour from one version of a file to the next. */
function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
