import type { FrontierFile, ObjectiveName } from '@bitscape/design';
import type { ScaleKind } from './axisScale.js';
import { isZoom, type Zoom } from './Zoom.js';

export interface AxisState {
  readonly objective: ObjectiveName;
  readonly scale: ScaleKind;
}

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
  /** Id of the selected point. */
  readonly selected: string | null;
  /** Column of the table: an objective's name, or `label`. */
  readonly sort: { readonly column: string; readonly descending: boolean };
}

/** Accuracy upwards over energy when the study has both; otherwise its first two objectives; with one objective, that one twice. */
export function defaultViewState(frontier: FrontierFile): ViewState {
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
    selected: null,
    sort: { column: y, descending: frontier.objectives.find((objective) => objective.name === y)?.direction === 'max' },
  };
}

/** The saved state as far as it makes sense for this frontier; every part that does not falls back on its own default. */
export function restoreViewState(saved: unknown, frontier: FrontierFile): ViewState {
  const fallback = defaultViewState(frontier);
  if (!isRecord(saved) || saved['version'] !== 1) return fallback;
  const x = restoreAxis(saved['x'], frontier, fallback.x);
  const y = restoreAxis(saved['y'], frontier, fallback.y);
  const zoom = saved['zoom'];
  const sort = saved['sort'];
  const selected = saved['selected'];
  return {
    version: 1,
    x,
    y,
    color: typeof saved['color'] === 'string' ? saved['color'] : fallback.color,
    zoom: isZoom(zoom, { x: x.scale, y: y.scale }) ? zoom : null,
    intervals: typeof saved['intervals'] === 'boolean' ? saved['intervals'] : fallback.intervals,
    selected: typeof selected === 'string' && frontier.points.some((point) => point.id === selected) ? selected : null,
    sort:
      isRecord(sort) && typeof sort['column'] === 'string' && typeof sort['descending'] === 'boolean'
        ? { column: sort['column'], descending: sort['descending'] }
        : fallback.sort,
  };
}

function restoreAxis(saved: unknown, frontier: FrontierFile, fallback: AxisState): AxisState {
  if (!isRecord(saved)) return fallback;
  const objective = frontier.objectives.find((known) => known.name === saved['objective']);
  if (objective === undefined) return fallback;
  return { objective: objective.name, scale: saved['scale'] === 'log' ? 'log' : 'linear' };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
