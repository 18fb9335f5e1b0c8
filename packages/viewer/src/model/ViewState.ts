import type { ObjectiveName } from '@bitscape/design';
import type { ScaleKind } from './axisScale.js';
import type { Dataset } from './Dataset.js';
import { isRecord } from './isRecord.js';
import { MAX_PINS } from './viewChanges.js';
import { isZoom, type Zoom } from './Zoom.js';

export interface AxisState {
  readonly objective: ObjectiveName;
  readonly scale: ScaleKind;
}

/** What a brush on a parallel axis lets through: values between two ends of an objective, or some values of a parameter. */
export type Brush =
  | { readonly axis: string; readonly ranges: readonly (readonly [low: number, high: number])[] }
  | { readonly axis: string; readonly values: readonly string[] };

/** Rule that suggests a knee: the farthest below the line (plane) through the extremes, or the nearest to the ideal point. */
export type KneeRule = 'extremes' | 'ideal';

/** All that a user chose, and nothing that the file says: one JSON value, kept by the host and valid across reloads of the file. */
export interface ViewState {
  readonly version: 1;
  readonly x: AxisState;
  readonly y: AxisState;
  /** Path of the design parameter that colours the points, or `none`. */
  readonly color: string;
  /** Part of the plot that is shown; `null` for all of it. Belongs to the axes: a change of one ends it. */
  readonly zoom: Zoom | null;
  readonly intervals: boolean;
  /** Whether trials that are not on the frontier of the study are shown, where the file has them. */
  readonly trials: boolean;
  /** Worst value accepted of an objective, in its unit. */
  readonly constraints: Readonly<Partial<Record<ObjectiveName, number>>>;
  readonly brushes: readonly Brush[];
  /** Parallel axes in the order of the user, those not named behind them; and the axes turned upside down. */
  readonly order: readonly string[];
  readonly flipped: readonly string[];
  readonly knee: KneeRule;
  /** Id of the selected point. */
  readonly selected: string | null;
  /** Ids in the tray; the first is what the others are compared with. */
  readonly pins: readonly string[];
  /** Column of the table: an objective's name, or `label`. */
  readonly sort: { readonly column: string; readonly descending: boolean };
}

/** Accuracy upwards over energy when the study has both; otherwise its first two objectives; with one objective, that one twice. */
export function defaultViewState({ frontier }: Pick<Dataset, 'frontier'>): ViewState {
  const names = frontier.objectives.map((objective) => objective.name);
  const y = names.includes('accuracy') ? 'accuracy' : names[0] ?? 'accuracy';
  const others = names.filter((name) => name !== y);
  const x = others.includes('energy') ? 'energy' : others[0] ?? y;
  return {
    version: 1,
    x: { objective: x, scale: 'linear' },
    y: { objective: y, scale: 'linear' },
    color: 'family',
    zoom: null,
    intervals: true,
    trials: true,
    constraints: {},
    brushes: [],
    order: [],
    flipped: [],
    knee: 'extremes',
    selected: null,
    pins: [],
    sort: { column: y, descending: frontier.objectives.find((objective) => objective.name === y)?.direction === 'max' },
  };
}

/** The saved state as far as it makes sense for these rows; every part that does not falls back on its own default. */
export function restoreViewState(saved: unknown, data: Dataset): ViewState {
  const fallback = defaultViewState(data);
  if (!isRecord(saved) || saved['version'] !== 1) return fallback;
  const x = restoreAxis(saved['x'], data, fallback.x);
  const y = restoreAxis(saved['y'], data, fallback.y);
  const { zoom, sort, selected, constraints, pins } = saved;
  const known = (id: unknown): id is string => typeof id === 'string' && data.rowOf(id) >= 0;
  return {
    version: 1,
    x,
    y,
    color: typeof saved['color'] === 'string' ? saved['color'] : fallback.color,
    zoom: isZoom(zoom, { x: x.scale, y: y.scale }) ? zoom : null,
    intervals: typeof saved['intervals'] === 'boolean' ? saved['intervals'] : fallback.intervals,
    trials: typeof saved['trials'] === 'boolean' ? saved['trials'] : fallback.trials,
    constraints: isRecord(constraints)
      ? Object.fromEntries(data.measured.flatMap(({ name }) => (Object.hasOwn(constraints, name) && isFinite(constraints[name]) ? [[name, constraints[name]]] : [])))
      : {},
    brushes: Array.isArray(saved['brushes']) ? saved['brushes'].flatMap(restoreBrush) : [],
    order: strings(saved['order']),
    flipped: strings(saved['flipped']),
    knee: saved['knee'] === 'ideal' ? 'ideal' : 'extremes',
    selected: known(selected) ? selected : null,
    pins: [...new Set(strings(pins).slice(0, MAX_PINS).filter(known))],
    sort:
      isRecord(sort) && typeof sort['column'] === 'string' && typeof sort['descending'] === 'boolean'
        ? { column: sort['column'], descending: sort['descending'] }
        : fallback.sort,
  };
}

function restoreAxis(saved: unknown, { measured }: Dataset, fallback: AxisState): AxisState {
  if (!isRecord(saved)) return fallback;
  const objective = measured.find((known) => known.name === saved['objective']);
  if (objective === undefined) return fallback;
  return { objective: objective.name, scale: saved['scale'] === 'log' ? 'log' : 'linear' };
}

function restoreBrush(saved: unknown): Brush[] {
  if (!isRecord(saved) || typeof saved['axis'] !== 'string') return [];
  const { axis, ranges } = saved;
  if (Array.isArray(saved['values'])) return [{ axis, values: strings(saved['values']) }];
  const pairs = Array.isArray(ranges) ? ranges.filter((pair): pair is [number, number] => Array.isArray(pair) && pair.length === 2 && pair.every(isFinite) && pair[0]! <= pair[1]!) : [];
  return pairs.length === 0 ? [] : [{ axis, ranges: pairs.map(([low, high]) => [low, high] as const) }];
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
