import type { FrontierPoint, ObjectiveName } from '@bitscape/design';
import { coloringFor, colorings, type Coloring } from '../model/colorings.js';
import type { Dataset, Objective } from '../model/Dataset.js';
import { FrontierIndex } from '../model/FrontierIndex.js';
import { keptRows } from '../model/keptRows.js';
import { parallelAxes, type ParallelAxis } from '../model/parallelAxes.js';
import { projectRows, type Projection } from '../model/projectRows.js';
import { suggestKnee, type Knee } from '../model/suggestKnee.js';
import { isFiltered } from '../model/viewChanges.js';
import { record, redo, startHistory, undo, type ViewHistory } from '../model/ViewHistory.js';
import { defaultViewState, restoreViewState, type ViewState } from '../model/ViewState.js';

/** What every part of the explorer reads: the rows, the view, and what follows from both, computed once a change. */
export interface Snapshot {
  readonly data: Dataset;
  readonly view: ViewState;
  readonly filtered: boolean;
  /** One flag a row: feasible, and let through by the constraints and brushes. */
  readonly kept: Uint8Array;
  /** Rows that are kept, and rows that could be. */
  readonly keptCount: number;
  readonly feasibleCount: number;
  /** One flag a row: on the frontier of the kept rows, over all objectives of the study. */
  readonly members: Uint8Array;
  readonly projection: Projection;
  readonly knee: Knee | undefined;
  readonly axes: readonly ParallelAxis[];
  readonly colorings: readonly Coloring[];
  readonly coloring: Coloring;
  /** Selected row, -1 for none. */
  readonly selected: number;
  readonly pins: readonly number[];
  readonly objectives: { readonly x: Objective; readonly y: Objective };
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** The one mutable thing of the explorer: holds the current {@link Snapshot} and tells its listeners when it is replaced. */
export class ExplorerModel {
  #snapshot: Snapshot;
  #history: ViewHistory;
  #index: FrontierIndex;
  readonly #listeners: ((snapshot: Snapshot) => void)[] = [];

  constructor(data: Dataset, saved: unknown) {
    this.#history = startHistory(restoreViewState(saved, data));
    this.#index = new FrontierIndex(data);
    this.#snapshot = this.#next(data);
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  onChange(listener: (snapshot: Snapshot) => void): void {
    this.#listeners.push(listener);
  }

  /** Changes the view. Changes of one `kind` in a row are one step back. */
  change(patch: Partial<ViewState> | ((view: ViewState) => ViewState), kind?: string): void {
    const { present } = this.#history;
    this.#go(record(this.#history, typeof patch === 'function' ? patch(present) : { ...present, ...patch }, kind));
  }

  undo(): void {
    this.#go(undo(this.#history));
  }

  redo(): void {
    this.#go(redo(this.#history));
  }

  /** Back to the view that a file opens with; the selection and the tray stay. */
  reset(): void {
    this.change(({ selected, pins }) => ({ ...defaultViewState(this.#snapshot.data), selected, pins }));
  }

  /** Goes to a saved view, as far as it fits. */
  restore(saved: unknown): void {
    this.change(() => restoreViewState(saved, this.#snapshot.data));
  }

  /** Takes other rows (a newer version of the file, or all trials) and keeps the view. Returns the id of the selected point if it is gone. */
  reload(data: Dataset): string | undefined {
    const before = this.#history.present.selected;
    // What a row looks like has changed, not what the user chose: the past stays, as far as it fits.
    this.#history = { ...this.#history, present: restoreViewState(this.#history.present, data) };
    if (data.status !== this.#snapshot.data.status) this.#index = new FrontierIndex(data);
    this.#publish(this.#next(data));
    return before !== null && this.#history.present.selected === null ? before : undefined;
  }

  #go(history: ViewHistory): void {
    this.#history = history;
    this.#publish(this.#next(this.#snapshot.data, this.#snapshot));
  }

  #publish(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener(snapshot);
  }

  #next(data: Dataset, before?: Snapshot): Snapshot {
    const view = this.#history.present;
    const filtered = isFiltered(view);
    const same = before?.data === data ? before : undefined;
    const sameFilter = same !== undefined && same.view.constraints === view.constraints && same.view.brushes === view.brushes && same.view.trials === view.trials;
    const kept = sameFilter ? same.kept : keptRows(data, view);
    const members = sameFilter ? same.members : filtered ? this.#index.membersAmong(kept) : data.members;
    const projection = sameFilter && same.view.x === view.x && same.view.y === view.y ? same.projection : projectRows(data, view, kept, members, filtered);
    const all = same?.colorings ?? colorings(data.parameters);
    return {
      data, view, filtered, kept, members, projection,
      keptCount: sameFilter ? same.keptCount : count(kept),
      feasibleCount: same !== undefined && same.view.trials === view.trials ? same.feasibleCount : count(keptRows(data, { constraints: {}, brushes: [], trials: view.trials })),
      knee: same !== undefined && same.projection === projection && same.view.knee === view.knee ? same.knee : suggestKnee(data, view, projection.front),
      axes: same !== undefined && same.view.order === view.order && same.view.flipped === view.flipped ? same.axes : parallelAxes(data, view),
      colorings: all,
      coloring: coloringFor(all, view.color),
      selected: same !== undefined && same.view.selected === view.selected ? same.selected : view.selected === null ? -1 : data.rowOf(view.selected),
      pins: same !== undefined && same.view.pins === view.pins ? same.pins : view.pins.map((id) => data.rowOf(id)).filter((row) => row >= 0),
      objectives: { x: objectiveOf(data, view.x.objective), y: objectiveOf(data, view.y.objective) },
      canUndo: this.#history.past.length > 0,
      canRedo: this.#history.future.length > 0,
    };
  }
}

/** The point of the frontier file that is selected, if the selected row is one. */
export function selectedPoint({ data, selected }: Snapshot): FrontierPoint | undefined {
  return selected < 0 ? undefined : data.detail(selected);
}

function objectiveOf({ measured }: Dataset, name: ObjectiveName): Objective {
  return measured.find((objective) => objective.name === name) ?? { name, label: name, direction: 'min', unit: '', reference: 0 };
}

function count(flags: Uint8Array): number {
  let sum = 0;
  for (const flag of flags) sum += flag;
  return sum;
}
