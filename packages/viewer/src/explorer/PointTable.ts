import { columnUnit, type DisplayUnit } from '../model/displayUnit.js';
import { formatInterval, formatNumber } from '../model/formatQuantity.js';
import { sortRows } from '../model/sortRows.js';
import { button, element } from './element.js';
import type { ExplorerModel, Snapshot } from './ExplorerModel.js';

/** Up to here the table has every row as an element, which also prints; beyond, only those in view. */
const ALL_LIMIT = 200;
/** Rows above and below the view that are kept ready. */
const SPARE = 12;
/** A browser cannot make an element tall enough for more rows than this. */
const HEIGHT_LIMIT = 200_000;

/** The rows that pass the filters as a sortable table: the twin of the plot. One row has the tab stop; arrows move, Enter and a click select. */
export class PointTable {
  readonly node: HTMLElement;
  readonly #model: ExplorerModel;
  readonly #activate: (id: string) => void;
  #order: Uint32Array = new Uint32Array();
  #all: { readonly data: Snapshot['data']; readonly sort: Snapshot['view']['sort']; readonly order: Uint32Array } | undefined;
  #built: Snapshot | undefined;
  readonly #rowHeight = 26;
  #first = 0;
  #units: ReadonlyMap<string, DisplayUnit> = new Map();

  constructor(model: ExplorerModel, activate: (id: string) => void) {
    this.#model = model;
    this.#activate = activate;
    this.node = element('div', { class: 'bs-table-scroll', tabindex: '-1' });
    this.node.addEventListener('scroll', () => this.#scrolled(), { passive: true });
  }

  update(snapshot: Snapshot): void {
    const before = this.#built;
    const same = before !== undefined && before.data === snapshot.data && before.view.sort === snapshot.view.sort && before.kept === snapshot.kept;
    if (!same) {
      this.#order = this.#sorted(snapshot);
      if (before?.data !== snapshot.data || before.view.sort !== snapshot.view.sort) this.#first = 0;
      this.#keepFocus(() => this.node.replaceChildren(this.#build(snapshot)));
      this.node.scrollTop = this.#first * this.#rowHeight;
    }
    this.#built = snapshot;
    if (before?.view.selected !== snapshot.view.selected) this.#reveal(snapshot);
    this.#fill(snapshot);
  }

  get #virtual(): boolean {
    return this.#order.length > ALL_LIMIT;
  }

  #sorted({ data, kept, view }: Snapshot): Uint32Array {
    // All rows are sorted once; a filter keeps their order.
    if (this.#all?.data !== data || this.#all.sort !== view.sort) {
      this.#all = { data, sort: view.sort, order: sortRows(data, Uint32Array.from({ length: data.size }, (_, row) => row), view.sort) };
    }
    return this.#all.order.filter((row) => kept[row] === 1).slice(0, HEIGHT_LIMIT);
  }

  #build({ data, view, keptCount, filtered }: Snapshot): HTMLElement {
    const units = new Map(data.measured.map(({ name, unit }) => [name, columnUnit(unit, [greatest(data.values(name))])]));
    this.#units = units;
    const head = (column: string, label: string, descending: boolean): HTMLElement => {
      const active = view.sort.column === column;
      const arrow = active ? (view.sort.descending ? ' ↓' : ' ↑') : '';
      return element('th', { scope: 'col', class: column === 'label' ? undefined : 'bs-number', 'aria-sort': active ? (view.sort.descending ? 'descending' : 'ascending') : undefined },
        button(`${label}${arrow}`, { class: 'bs-sort', 'data-focus': `sort-${column}` }, () =>
          this.#model.change({ sort: { column, descending: active ? !view.sort.descending : descending } })));
    };
    const rest = this.#order.length < keptCount ? `; the first ${this.#order.length.toLocaleString('en')} are listed` : '';
    const shown = keptCount.toLocaleString('en');
    return element('table', { class: `bs-table${this.#virtual ? ' bs-virtual' : ''}`, 'aria-rowcount': this.#order.length + 1 },
      element('caption', {}, filtered ? `${shown} points that pass the filters${rest}` : data.allTrials ? `${shown} points${rest}` : `All ${shown} points of the file${rest}`),
      element('thead', {}, element('tr', { 'aria-rowindex': 1 },
        head('label', 'Design point', false),
        ...data.measured.map(({ name, label, direction }) => {
          const symbol = units.get(name)!.symbol;
          return head(name, symbol === '' ? label : `${label} [${symbol}]`, direction === 'max');
        }),
        element('th', { scope: 'col' }, 'Standing'),
        element('th', { scope: 'col' }, 'Id'))),
      element('tbody', {}));
  }

  /** Puts the rows in view into the body, between two spacers. */
  #fill(snapshot: Snapshot): void {
    const body = this.node.querySelector('tbody')!;
    const height = this.node.clientHeight > 0 ? this.node.clientHeight : 520;
    const from = this.#virtual ? Math.max(0, Math.floor(this.node.scrollTop / this.#rowHeight) - SPARE) : 0;
    const to = this.#virtual ? Math.min(this.#order.length, from + Math.ceil(height / this.#rowHeight) + 2 * SPARE) : this.#order.length;
    this.#first = Math.floor(this.node.scrollTop / this.#rowHeight);
    const selected = this.#order.indexOf(snapshot.selected);
    const stop = selected >= from && selected < to ? selected : from;
    const spacer = (rows: number): HTMLElement[] => {
      if (rows <= 0) return [];
      const cell = element('td', { colspan: snapshot.data.measured.length + 3 });
      cell.style.height = `${rows * this.#rowHeight}px`;
      return [element('tr', { class: 'bs-spacer', 'aria-hidden': 'true' }, cell)];
    };
    this.#keepFocus(() => body.replaceChildren(
      ...spacer(from),
      ...Array.from(this.#order.subarray(from, to), (row, index) => this.#row(snapshot, row, from + index, from + index === stop)),
      ...spacer(this.#order.length - to)));
  }

  #row({ data, selected, members }: Snapshot, row: number, index: number, stop: boolean): HTMLElement {
    const units = this.#units;
    const id = data.id(row);
    const point = data.detail(row);
    const chosen = row === selected;
    const name = button(data.label(row), { class: 'bs-row-button', tabindex: stop ? '0' : '-1', 'data-focus': id, 'aria-pressed': String(chosen) }, () => this.#pressed(id));
    name.addEventListener('keydown', (event) => this.#key(event, index));
    const created = element('tr', { 'data-id': id, 'aria-rowindex': index + 2, class: chosen ? 'bs-selected' : undefined },
      element('th', { scope: 'row' }, name),
      ...data.measured.map((objective) => {
        const value = data.values(objective.name)[row]!;
        const interval = point?.intervals[objective.name];
        const unit = units.get(objective.name)!;
        return element('td', { class: 'bs-number', title: interval === undefined ? undefined : formatInterval(interval, unit) }, Number.isNaN(value) ? 'missing' : formatNumber(value, unit));
      }),
      element('td', {}, members[row] === 1 ? 'frontier' : 'dominated'),
      element('td', {}, element('code', {}, id)));
    created.addEventListener('click', (event) => {
      if (!(event.target instanceof HTMLButtonElement)) this.#model.change({ selected: id });
    });
    return created;
  }

  #pressed(id: string): void {
    if (this.#model.snapshot.view.selected === id) this.#activate(id);
    else this.#model.change({ selected: id });
  }

  #key(event: KeyboardEvent, index: number): void {
    const page = Math.max(1, Math.floor(this.node.clientHeight / this.#rowHeight) - 2);
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, PageDown: Math.min(this.#order.length - 1, index + page), PageUp: Math.max(0, index - page), Home: 0, End: this.#order.length - 1 }[event.key];
    const row = to === undefined ? undefined : this.#order[to];
    if (row === undefined) return;
    event.preventDefault();
    const id = this.#model.snapshot.data.id(row);
    this.#model.change({ selected: id });
    this.node.querySelector<HTMLElement>(`[data-focus="${CSS.escape(id)}"]`)?.focus();
  }

  /** Scrolls a selected row into view where the table is virtual: its element may not exist. */
  #reveal({ selected }: Snapshot): void {
    if (!this.#virtual || selected < 0) return;
    const at = this.#order.indexOf(selected);
    const { scrollTop, clientHeight } = this.node;
    const top = at * this.#rowHeight;
    if (at >= 0 && (top < scrollTop || top > scrollTop + clientHeight - 3 * this.#rowHeight)) this.node.scrollTop = Math.max(0, top - clientHeight / 2);
  }

  #scrolled(): void {
    if (this.#virtual && this.#built !== undefined) this.#fill(this.#built);
  }

  #keepFocus(change: () => void): void {
    const active = document.activeElement;
    const focused = active instanceof HTMLElement && this.node.contains(active) ? active.dataset['focus'] : undefined;
    change();
    if (focused !== undefined) this.node.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
}

function greatest(values: Float64Array): number {
  let most = 0;
  for (const value of values) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  return most;
}
