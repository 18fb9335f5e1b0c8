import type { KneeRule } from '../model/ViewState.js';
import { button, element } from './element.js';
import type { ExplorerModel, Snapshot } from './ExplorerModel.js';

/** The suggested knee of the shown front, the rule that chose it, and the choice of the rule. */
export class KneePanel {
  readonly node: HTMLElement;
  readonly #rule: HTMLSelectElement;
  readonly #content = element('div');
  readonly #model: ExplorerModel;

  constructor(model: ExplorerModel) {
    this.#model = model;
    this.#rule = element('select', { id: 'bs-knee-rule', 'aria-label': 'Rule of the knee' },
      element('option', { value: 'extremes' }, 'line of the extremes'), element('option', { value: 'ideal' }, 'ideal point'));
    this.#rule.addEventListener('change', () => model.change({ knee: this.#rule.value as KneeRule }));
    this.node = element('section', { class: 'bs-card', 'aria-label': 'Suggestion' },
      element('div', { class: 'bs-card-head' }, element('h2', {}, 'Knee'), this.#rule), this.#content);
  }

  update({ knee, data, view, selected }: Snapshot): void {
    this.#rule.value = view.knee;
    if (knee === undefined) {
      this.#content.replaceChildren(element('p', { class: 'bs-muted' }, 'The shown front has fewer than three points: no knee.'));
      return;
    }
    this.#content.replaceChildren(
      element('p', { class: 'bs-knee-point' }, button(data.label(knee.row), { class: 'bs-link', 'aria-pressed': String(selected === knee.row) }, () => this.#model.change({ selected: data.id(knee.row) }))),
      element('p', { class: 'bs-muted' }, `${knee.rule}.`));
  }
}
