import type { FrontierPoint } from '@bitscape/design';
import { columnUnit } from '../model/displayUnit.js';
import { formatInterval, formatNumber } from '../model/formatQuantity.js';
import { sortPoints } from '../model/sortPoints.js';
import { button, element } from './element.js';
import type { ExplorerModel, Snapshot } from './ExplorerModel.js';

/** All points as a sortable table: the twin of the plot. One row has the tab stop; arrows move, Enter and a click select. */
export class PointTable {
  readonly node: HTMLElement;
  readonly #model: ExplorerModel;
  readonly #activate: (id: string) => void;
  #drawn: { readonly frontier: Snapshot['frontier']; readonly sort: Snapshot['view']['sort'] } | undefined;

  constructor(model: ExplorerModel, activate: (id: string) => void) {
    this.#model = model;
    this.#activate = activate;
    this.node = element('div', { class: 'bs-table-scroll' });
  }

  update(snapshot: Snapshot): void {
    const { frontier, view } = snapshot;
    if (this.#drawn?.frontier !== frontier || this.#drawn.sort !== view.sort) {
      this.#drawn = { frontier, sort: view.sort };
      const hadFocus = document.activeElement instanceof HTMLElement && this.node.contains(document.activeElement) ? document.activeElement.dataset['focus'] : undefined;
      this.node.replaceChildren(this.#build(snapshot));
      if (hadFocus !== undefined) this.node.querySelector<HTMLElement>(`[data-focus="${CSS.escape(hadFocus)}"]`)?.focus();
    }
    this.#mark(snapshot);
  }

  #build({ frontier, view, members }: Snapshot): HTMLElement {
    const units = new Map(frontier.objectives.map(({ name, unit }) => [name, columnUnit(unit, frontier.points.map((point) => point.objectives[name]))]));
    const someDominated = members.size < frontier.points.length;
    const head = (column: string, label: string, descending: boolean): HTMLElement => {
      const active = view.sort.column === column;
      const arrow = active ? (view.sort.descending ? ' ↓' : ' ↑') : '';
      return element('th', { scope: 'col', class: column === 'label' ? undefined : 'bs-number', 'aria-sort': active ? (view.sort.descending ? 'descending' : 'ascending') : undefined },
        button(`${label}${arrow}`, { class: 'bs-sort', 'data-focus': `sort-${column}` }, () =>
          this.#model.change({ sort: { column, descending: active ? !view.sort.descending : descending } })));
    };
    const row = (point: FrontierPoint): HTMLElement => {
      const name = button(point.label, { class: 'bs-row-button', tabindex: '-1', 'data-focus': point.id }, () => this.#pressed(point.id));
      name.addEventListener('keydown', (event) => this.#key(event, point.id));
      const created = element('tr', { 'data-id': point.id },
        element('th', { scope: 'row' }, name),
        ...frontier.objectives.map((objective) => {
          const value = point.objectives[objective.name];
          const interval = point.intervals[objective.name];
          const unit = units.get(objective.name)!;
          return element('td', { class: 'bs-number', title: interval === undefined ? undefined : formatInterval(interval, unit) },
            value === undefined ? 'missing' : formatNumber(value, unit));
        }),
        someDominated ? element('td', {}, members.has(point.id) ? 'frontier' : 'dominated') : null,
        element('td', {}, element('code', {}, point.id)));
      created.addEventListener('click', (event) => {
        if (!(event.target instanceof HTMLButtonElement)) this.#model.change({ selected: point.id });
      });
      return created;
    };
    return element('table', { class: 'bs-table' },
      element('caption', {}, `All ${frontier.points.length} points of the file`),
      element('thead', {}, element('tr', {},
        head('label', 'Design point', false),
        ...frontier.objectives.map(({ name, label, direction }) => {
          const symbol = units.get(name)!.symbol;
          return head(name, symbol === '' ? label : `${label} [${symbol}]`, direction === 'max');
        }),
        someDominated ? element('th', { scope: 'col' }, 'Standing') : null,
        element('th', { scope: 'col' }, 'Id'))),
      element('tbody', {}, ...sortPoints(frontier.points, view.sort).map(row)));
  }

  #mark({ view, frontier }: Snapshot): void {
    const rows = [...this.node.querySelectorAll<HTMLElement>('tbody tr')];
    const stop = view.selected ?? rows[0]?.dataset['id'] ?? frontier.points[0]?.id;
    for (const row of rows) {
      const selected = row.dataset['id'] === view.selected;
      row.classList.toggle('bs-selected', selected);
      const name = row.querySelector('button');
      name?.setAttribute('aria-pressed', String(selected));
      name?.setAttribute('tabindex', row.dataset['id'] === stop ? '0' : '-1');
    }
  }

  #pressed(id: string): void {
    if (this.#model.snapshot.view.selected === id) this.#activate(id);
    else this.#model.change({ selected: id });
  }

  #key(event: KeyboardEvent, id: string): void {
    const ids = [...this.node.querySelectorAll<HTMLElement>('tbody tr')].map((row) => row.dataset['id'] ?? '');
    const at = ids.indexOf(id);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: ids.length - 1 }[event.key];
    const next = to === undefined ? undefined : ids[to];
    if (next === undefined) return;
    event.preventDefault();
    this.#model.change({ selected: next });
    this.node.querySelector<HTMLElement>(`[data-focus="${CSS.escape(next)}"]`)?.focus();
  }
}
