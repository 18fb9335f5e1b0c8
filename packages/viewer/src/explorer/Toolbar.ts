import type { ObjectiveName } from '@bitscape/design';
import { button, element } from './element.js';
import type { ExplorerModel, Snapshot } from './ExplorerModel.js';

/** Axis pickers, scales, colouring, intervals, trials; undo, redo, reset, link. Built once; `update` follows the view. */
export class Toolbar {
  readonly node: HTMLElement;
  /** Undo, redo, reset and link, for a place of their own. */
  readonly history: HTMLElement;
  readonly #model: ExplorerModel;
  readonly #axes: Readonly<Record<'x' | 'y', { readonly picker: HTMLSelectElement; readonly log: HTMLInputElement; readonly logLabel: HTMLElement }>>;
  readonly #color: HTMLSelectElement;
  readonly #intervals: HTMLInputElement;
  readonly #trials: HTMLInputElement;
  readonly #trialsLabel: HTMLElement;
  readonly #all: HTMLButtonElement;
  readonly #undo: HTMLButtonElement;
  readonly #redo: HTMLButtonElement;

  /** @param copyLink copies a link to the view; absent where there is none */
  constructor(model: ExplorerModel, copyLink: (() => void) | undefined) {
    this.#model = model;
    this.#axes = { x: this.#axisControls('x'), y: this.#axisControls('y') };
    this.#color = element('select', { id: 'bs-color' });
    this.#color.addEventListener('change', () => model.change({ color: this.#color.value }));
    this.#intervals = element('input', { type: 'checkbox' });
    this.#intervals.addEventListener('change', () => model.change({ intervals: this.#intervals.checked }));
    this.#trials = element('input', { type: 'checkbox', id: 'bs-trials' });
    this.#trials.addEventListener('change', () => model.change({ trials: this.#trials.checked }));
    this.#trialsLabel = element('label', { class: 'bs-check' }, this.#trials, 'All trials');
    this.#all = button('Show everything', { class: 'bs-plain', title: 'End the zoom (0)' }, () => model.change({ zoom: null }));
    this.#undo = button('↶', { class: 'bs-plain', 'aria-label': 'Undo', title: 'Undo the last change of the view (u)' }, () => model.undo());
    this.#redo = button('↷', { class: 'bs-plain', 'aria-label': 'Redo', title: 'Redo (Shift+U)' }, () => model.redo());
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
      this.#trialsLabel,
      this.#all);
    this.history = element('div', { class: 'bs-history', role: 'group', 'aria-label': 'History of the view' },
      this.#undo, this.#redo,
      button('Reset', { class: 'bs-plain', title: 'Back to the view that the file opens with; selection and tray stay' }, () => model.reset()),
      copyLink === undefined ? null : button('Copy link', { class: 'bs-plain', title: 'Copy a link to this view' }, copyLink));
  }

  update({ data, view, colorings, coloring, canUndo, canRedo }: Snapshot): void {
    for (const axis of ['x', 'y'] as const) {
      const { picker, log } = this.#axes[axis];
      fill(picker, data.measured.map(({ name, label }) => [name, label]), view[axis].objective);
      log.checked = view[axis].scale === 'log';
      // Without one positive value a logarithmic axis has nothing to show.
      log.disabled = !log.checked && !data.values(view[axis].objective).some((value) => value > 0);
    }
    fill(this.#color, colorings.map(({ key, label }) => [key, label]), coloring.key);
    this.#intervals.checked = view.intervals;
    this.#trials.checked = view.trials;
    this.#trialsLabel.hidden = !data.allTrials;
    this.#all.hidden = view.zoom === null;
    this.#undo.disabled = !canUndo;
    this.#redo.disabled = !canRedo;
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
