import type { FrontierPoint } from '@bitscape/design';
import type { PointColumns } from '@bitscape/design/browser';
import { formatFamily } from './formatFamily.js';
import { designParameters, parameterLabel, parameterText } from './designParameters.js';

/** One design parameter in which the rows differ, as codes into its sorted values. */
export interface Parameter {
  /** Path of the design parameter, or `family`. */
  readonly key: string;
  readonly label: string;
  /** Distinct values as text, sorted by name, numbers by value. */
  readonly categories: readonly string[];
  /** Index into `categories` of every row; {@link NO_CODE} where the row has no such parameter. */
  readonly codes: Uint16Array;
}

export const NO_CODE = 0xffff;
const FORMAT = 'numerics.weights.format';

/** Parameters in which points of a frontier file differ, the family of the weight format first. */
export function parametersOfPoints(points: readonly FrontierPoint[]): Parameter[] {
  const columns = new Map<string, Map<number, string>>();
  points.forEach((point, row) => {
    for (const { path, value } of designParameters(point)) {
      const column = columns.get(path) ?? new Map<number, string>();
      columns.set(path, column.set(row, value));
    }
  });
  return withFamily([...columns].flatMap(([path, column]) => parameterOf(path, points.length, (row) => column.get(row), String)));
}

/** Parameters that the axes of a study set, as far as its trials differ in them, the family of the weight format first. */
export function parametersOfColumns({ rows, axes }: PointColumns): Parameter[] {
  return withFamily(axes.flatMap(({ path, value }) => parameterOf(path, rows, value, (found) => parameterText(path, found))));
}

/** @param textOf the text of a distinct value; of millions of rows only a few differ */
function parameterOf<V>(key: string, rows: number, valueOf: (row: number) => V | undefined, textOf: (value: V) => string): Parameter[] {
  const seen = new Map<V, number>();
  const first = new Uint16Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = valueOf(row);
    if (value === undefined) {
      first[row] = NO_CODE;
      continue;
    }
    let code = seen.get(value);
    if (code === undefined) seen.set(value, (code = seen.size));
    // A parameter with a value of its own for almost every row tells nothing apart.
    if (code >= NO_CODE) return [];
    first[row] = code;
  }
  return seen.size < 2 ? [] : [sorted(key, parameterLabel(key), Array.from(seen.keys(), textOf), first)];
}

function withFamily(parameters: readonly Parameter[]): Parameter[] {
  const format = parameters.find((parameter) => parameter.key === FORMAT);
  if (format === undefined) return [...parameters];
  const families = format.categories.map(formatFamily);
  const distinct = [...new Set(families)];
  if (distinct.length < 2) return [...parameters];
  const codes = format.codes.map((code) => (code === NO_CODE ? NO_CODE : distinct.indexOf(families[code]!)));
  return [sorted('family', 'number system', distinct, codes), ...parameters];
}

/** Sorted by name, numbers by value: a category keeps its colour from one version of a file to the next. */
function sorted(key: string, label: string, categories: readonly string[], codes: Uint16Array): Parameter {
  const order = [...categories].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const places = new Map(order.map((text, place) => [text, place]));
  const renamed = categories.map((text) => places.get(text)!);
  return { key, label, categories: order, codes: codes.map((code) => (code === NO_CODE ? NO_CODE : renamed[code]!)) };
}
