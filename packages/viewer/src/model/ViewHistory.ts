import type { ViewState } from './ViewState.js';

/** The present view with the views before and after it. A selection is no step: it is a glance, not a change of the view. */
export interface ViewHistory {
  readonly past: readonly ViewState[];
  readonly present: ViewState;
  readonly future: readonly ViewState[];
  /** What the last step changed: a slider that is dragged makes one step, not a hundred. */
  readonly kind: string | undefined;
}

const LENGTH = 100;

export function startHistory(present: ViewState): ViewHistory {
  return { past: [], present, future: [], kind: undefined };
}

/** After a change to `next`. Changes of one `kind` in a row count as one; a change of nothing but the selection counts as none. */
export function record(history: ViewHistory, next: ViewState, kind?: string): ViewHistory {
  const { past, present } = history;
  if (same({ ...next, selected: null }, { ...present, selected: null })) return { ...history, present: next };
  const continues = kind !== undefined && kind === history.kind;
  return { past: continues ? past : [...past, present].slice(-LENGTH), present: next, future: [], kind };
}

export function undo(history: ViewHistory): ViewHistory {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  const { selected } = history.present;
  return { past: history.past.slice(0, -1), present: { ...before, selected }, future: [history.present, ...history.future], kind: undefined };
}

export function redo(history: ViewHistory): ViewHistory {
  const [after, ...future] = history.future;
  if (after === undefined) return history;
  const { selected } = history.present;
  return { past: [...history.past, history.present], present: { ...after, selected }, future, kind: undefined };
}

function same(a: ViewState, b: ViewState): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
