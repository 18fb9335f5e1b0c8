import type { ObjectiveName } from '@bitscape/design';
import { button, element } from './element.js';
import type { ExplorerModel, Snapshot } from './ExplorerModel.js';

/** Axis pickers, scales, colouring and intervals. Built once; `update` follows the view. */
export class Toolbar {
  readonly node: HTMLElement;
  readonly #model: ExplorerModel;
  readonly #axes: Readonly<Record<'x' | 'y', { readonly picker: HTMLSelectElement; readonly log: HTMLInputElement; readonly logLabel: HTMLElement }>>;
  readonly #color: HTMLSelectElement;
  readonly #intervals: HTMLInputElement;
  readonly #all: HTMLButtonElement;

  constructor(model: ExplorerModel) {
    this.#model = model;
    this.#axes = { x: this.#axisControls('x'), y: this.#axisControls('y') };
    this.#color = element('select', { id: 'bs-color' });
    this.#color.addEventListener('change', () => model.change({ color: this.#color.value }));
    this.#intervals = element('input', { type: 'checkbox' });
    this.#intervals.addEventListener('change', () => model.change({ intervals: this.#intervals.checked }));
    this.#all = button('Show everything', { class: 'bs-plain', title: 'End the zoom (0)' }, () => model.change({ zoom: null }));
    const group = (name: string, label: string, axis: 'x' | 'y'): HTMLElement =>
      element('div', { class: 'bs-control' }, element('label', { for: name }, label), this.#axes[axis].picker, this.#axes[axis].logLabel);
    this.node = element('div', { class: 'bs-toolbar', role: 'group', 'aria-label': 'View' },
      group('bs-axis-y', 'Vertical', 'y'),
      group('bs-axis-x', 'Horizontal', 'x'),
      button('⇄', { class: 'bs-plain', 'aria-label': 'Swap the axes', title: 'Swap the axes' }, () => {
        const { x, y } = model.snapshot.view;
        model.change({ x: y, y: x, zoom: null });
      }),
      element('div', { class: 'bs-control' }, element('label', { for: 'bs-color' }, 'Colour by'), this.#color),
      element('label', { class: 'bs-check' }, this.#intervals, 'Intervals'),
      this.#all);
  }

  update({ frontier, view, colorings, coloring }: Snapshot): void {
    for (const axis of ['x', 'y'] as const) {
      const { picker, log } = this.#axes[axis];
      fill(picker, frontier.objectives.map(({ name, label }) => [name, label]), view[axis].objective);
      log.checked = view[axis].scale === 'log';
      // Without one positive value a logarithmic axis has nothing to show.
      log.disabled = !log.checked && !frontier.points.some((point) => (point.objectives[view[axis].objective] ?? 0) > 0);
    }
    fill(this.#color, colorings.map(({ key, label }) => [key, label]), coloring.key);
    this.#intervals.checked = view.intervals;
    this.#all.hidden = view.zoom === null;
  }

  #axisControls(axis: 'x' | 'y'): { picker: HTMLSelectElement; log: HTMLInputElement; logLabel: HTMLElement } {
    const picker = element('select', { id: `bs-axis-${axis}` });
    picker.addEventListener('change', () => {
      const { view } = this.#model.snapshot;
      this.#model.change({ [axis]: { ...view[axis], objective: picker.value as ObjectiveName }, zoom: null });
    });
    const log = element('input', { type: 'checkbox', id: `bs-log-${axis}`, 'aria-label': `Logarithmic ${axis === 'x' ? 'horizontal' : 'vertical'} axis` });
    log.addEventListener('change', () => {
      const { view } = this.#model.snapshot;
      this.#model.change({ [axis]: { ...view[axis], scale: log.checked ? 'log' : 'linear' }, zoom: null });
    });
    return { picker, log, logLabel: element('label', { class: 'bs-check' }, log, 'log') };
  }
}

/** Replaces the options only when they changed: an open list must not close under the user's hand. */
function fill(select: HTMLSelectElement, options: readonly (readonly [value: string, label: string])[], chosen: string): void {
  const same = select.options.length === options.length && options.every(([value], index) => select.options[index]?.value === value);
  if (!same) select.replaceChildren(...options.map(([value, label]) => element('option', { value }, label)));
  select.value = chosen;
}
