import type { ObjectiveName } from '@bitscape/design';
import type { Brush, ViewState } from './ViewState.js';

/** More points side by side cannot be read. */
export const MAX_PINS = 6;

/** With the point in the tray if it was not, and out of it if it was. A full tray loses its oldest point but the first, the base of the comparison. */
export function togglePin(view: ViewState, id: string): ViewState {
  if (view.pins.includes(id)) return { ...view, pins: view.pins.filter((pin) => pin !== id) };
  const pins = view.pins.length < MAX_PINS ? view.pins : [view.pins[0]!, ...view.pins.slice(2)];
  return { ...view, pins: [...pins, id] };
}

/** With that point as the base of the comparison. */
export function compareWith(view: ViewState, id: string): ViewState {
  return view.pins.includes(id) ? { ...view, pins: [id, ...view.pins.filter((pin) => pin !== id)] } : view;
}

/** With that bound on an objective, or without any. */
export function constrain(view: ViewState, name: ObjectiveName, bound: number | undefined): ViewState {
  const others = Object.entries(view.constraints).filter(([other]) => other !== name);
  return { ...view, constraints: Object.fromEntries(bound === undefined ? others : [...others, [name, bound]]) };
}

/** With one more range or value let through on an axis. Ranges that overlap become one; a value that is let through already is taken out. */
export function brush(view: ViewState, added: Brush): ViewState {
  const before = view.brushes.find(({ axis }) => axis === added.axis);
  const others = view.brushes.filter(({ axis }) => axis !== added.axis);
  const joined = before === undefined ? added : join(before, added);
  const some = 'ranges' in joined ? joined.ranges.length > 0 : joined.values.length > 0;
  return { ...view, brushes: some ? [...others, joined] : others };
}

/** Without the brushes of an axis, or of all axes. */
export function unbrush(view: ViewState, axis?: string): ViewState {
  return { ...view, brushes: axis === undefined ? [] : view.brushes.filter((entry) => entry.axis !== axis) };
}

/** With an axis moved to a position among all axes, given in their present order. */
export function moveAxis(view: ViewState, all: readonly string[], axis: string, position: number): ViewState {
  const others = all.filter((key) => key !== axis);
  const at = Math.max(0, Math.min(others.length, position));
  return { ...view, order: [...others.slice(0, at), axis, ...others.slice(at)] };
}

export function flipAxis(view: ViewState, axis: string): ViewState {
  const { flipped } = view;
  return { ...view, flipped: flipped.includes(axis) ? flipped.filter((key) => key !== axis) : [...flipped, axis] };
}

/** Whether rows are filtered out by the user. */
export function isFiltered(view: ViewState): boolean {
  return view.brushes.length > 0 || Object.keys(view.constraints).length > 0;
}

function join(before: Brush, added: Brush): Brush {
  if ('values' in before && 'values' in added) {
    const gone = added.values.filter((value) => before.values.includes(value));
    return { axis: before.axis, values: [...before.values.filter((value) => !gone.includes(value)), ...added.values.filter((value) => !gone.includes(value))] };
  }
  if ('values' in before || 'values' in added) return added;
  const sorted = [...before.ranges, ...added.ranges].sort((a, b) => a[0] - b[0]);
  const ranges: [number, number][] = [];
  for (const [low, high] of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && low <= last[1]) last[1] = Math.max(last[1], high);
    else ranges.push([low, high]);
  }
  return { axis: before.axis, ranges };
}
