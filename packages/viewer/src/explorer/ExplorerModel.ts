import type { FrontierFile, FrontierPoint, ObjectiveName } from '@bitscape/design';
import { coloringFor, colorings, type Coloring } from '../model/categories.js';
import { frontierMembers } from '../model/frontierMembers.js';
import { projectFrontier, type Projection } from '../model/projectFrontier.js';
import { restoreViewState, type ViewState } from '../model/ViewState.js';

type Objective = FrontierFile['objectives'][number];

/** What every part of the explorer reads: the file, the view, and what follows from both, computed once a change. */
export interface Snapshot {
  readonly frontier: FrontierFile;
  readonly view: ViewState;
  readonly members: ReadonlySet<string>;
  readonly projection: Projection;
  readonly colorings: readonly Coloring[];
  readonly coloring: Coloring;
  readonly selected: FrontierPoint | undefined;
  readonly objectives: { readonly x: Objective; readonly y: Objective };
}

/** The one mutable thing of the explorer: holds the current {@link Snapshot} and tells its listeners when it is replaced. */
export class ExplorerModel {
  #snapshot: Snapshot;
  readonly #listeners: ((snapshot: Snapshot) => void)[] = [];

  constructor(frontier: FrontierFile, saved: unknown) {
    this.#snapshot = snapshotOf(frontier, restoreViewState(saved, frontier));
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  onChange(listener: (snapshot: Snapshot) => void): void {
    this.#listeners.push(listener);
  }

  change(patch: Partial<ViewState>): void {
    this.#replace(snapshotOf(this.#snapshot.frontier, { ...this.#snapshot.view, ...patch }, this.#snapshot));
  }

  /** Takes a newer version of the file and keeps the view. Returns the id of the selected point if it is gone. */
  reload(frontier: FrontierFile): string | undefined {
    const before = this.#snapshot.view.selected;
    this.#replace(snapshotOf(frontier, restoreViewState(this.#snapshot.view, frontier)));
    return before !== null && this.#snapshot.view.selected === null ? before : undefined;
  }

  #replace(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener(snapshot);
  }
}

function snapshotOf(frontier: FrontierFile, view: ViewState, before?: Snapshot): Snapshot {
  const members = before?.frontier === frontier ? before.members : frontierMembers(frontier);
  const all = before?.frontier === frontier ? before.colorings : colorings(frontier);
  const sameAxes = before?.frontier === frontier && before.view.x === view.x && before.view.y === view.y;
  return {
    frontier,
    view,
    members,
    projection: sameAxes ? before.projection : projectFrontier(frontier, view, members),
    colorings: all,
    coloring: coloringFor(all, view.color),
    selected: frontier.points.find((point) => point.id === view.selected),
    objectives: { x: objectiveOf(frontier, view.x.objective), y: objectiveOf(frontier, view.y.objective) },
  };
}

function objectiveOf(frontier: FrontierFile, name: ObjectiveName): Objective {
  const found = frontier.objectives.find((objective) => objective.name === name);
  return found ?? { name, label: name, direction: 'min', unit: '', reference: 0 };
}
