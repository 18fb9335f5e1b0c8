import type { ObjectiveName } from '@bitscape/design';
import type { Dataset } from './Dataset.js';
import { columnUnit } from './displayUnit.js';
import { formatNumber } from './formatQuantity.js';
import { NO_CODE, type Parameter } from './parameters.js';
import type { Brush, ViewState } from './ViewState.js';

/** One vertical axis of the parallel plot. Heights go from 0 (bottom) to 1 (top); better is up, or down where flipped. */
export interface ParallelAxis {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly kind: 'objective' | 'parameter';
  readonly flipped: boolean;
  /** Height of a row, NaN without a value. */
  readonly height: (row: number) => number;
  readonly ticks: readonly { readonly height: number; readonly label: string }[];
  /** What a drag between two heights lets through. */
  readonly brushBetween: (from: number, to: number) => Brush;
  /** Where a brush lies, as pairs of heights from low to high. */
  readonly spans: (brush: Brush) => readonly (readonly [number, number])[];
}

/** The axes of the parallel plot in the order of the view: parameters in which the rows differ, then every objective with a value. */
export function parallelAxes(data: Dataset, { order, flipped }: Pick<ViewState, 'order' | 'flipped'>): ParallelAxis[] {
  const natural = [
    ...data.parameters.filter(({ key }) => key !== 'family').map((parameter) => parameterAxis(parameter, flipped.includes(parameter.key))),
    ...data.measured.map(({ name }) => objectiveAxis(data, name, flipped.includes(name))).filter((axis) => axis !== undefined),
  ];
  const place = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length + natural.findIndex((axis) => axis.key === key));
  return natural.sort((a, b) => place(a.key) - place(b.key));
}

function objectiveAxis(data: Dataset, name: ObjectiveName, flipped: boolean): ParallelAxis | undefined {
  const { label, direction, unit } = data.measured.find((objective) => objective.name === name)!;
  const values = data.values(name);
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return undefined;
  const display = columnUnit(unit, [low, high]);
  const span = high > low ? high - low : 1;
  const up = (direction === 'max') !== flipped;
  const heightOf = (value: number): number => (up ? (value - low) / span : (high - value) / span);
  const valueAt = (height: number): number => (up ? low + height * span : high - height * span);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((height) => ({ height, label: formatNumber(valueAt(height), display) }));
  return {
    key: name, label, unit: display.symbol, kind: 'objective', flipped,
    height: (row) => heightOf(values[row]!),
    ticks: high > low ? ticks : ticks.slice(0, 1),
    brushBetween: (from, to) => {
      const ends = [valueAt(Math.min(from, to)), valueAt(Math.max(from, to))] as const;
      return { axis: name, ranges: [[Math.min(...ends), Math.max(...ends)]] };
    },
    spans: (brush) => ('ranges' in brush ? brush.ranges.map(([a, b]) => ordered(heightOf(a), heightOf(b))) : []),
  };
}

function parameterAxis({ key, label, categories, codes }: Parameter, flipped: boolean): ParallelAxis {
  const slots = categories.length;
  const heightOf = (code: number): number => {
    const height = (code + 0.5) / slots;
    return flipped ? 1 - height : height;
  };
  const halves = 0.5 / slots;
  return {
    key, label, unit: '', kind: 'parameter', flipped,
    height: (row) => (codes[row] === NO_CODE ? NaN : heightOf(codes[row]!)),
    ticks: categories.map((text, code) => ({ height: heightOf(code), label: text })),
    brushBetween: (from, to) => {
      const [low, high] = ordered(from, to);
      return { axis: key, values: categories.filter((_, code) => heightOf(code) + halves > low && heightOf(code) - halves < high) };
    },
    spans: (brush) => ('values' in brush ? categories.flatMap((text, code) => (brush.values.includes(text) ? [[heightOf(code) - halves, heightOf(code) + halves] as const] : [])) : []),
  };
}

function ordered(a: number, b: number): readonly [number, number] {
  return a < b ? [a, b] : [b, a];
}
