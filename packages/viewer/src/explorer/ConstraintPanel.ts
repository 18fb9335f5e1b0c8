import type { ObjectiveName } from '@bitscape/design';
import { columnUnit } from '../model/displayUnit.js';
import { formatQuantity } from '../model/formatQuantity.js';
import type { Objective } from '../model/Dataset.js';
import { constrain } from '../model/viewChanges.js';
import { button, element } from './element.js';
import type { ExplorerModel, Snapshot } from './ExplorerModel.js';

const STEPS = 200;

interface Slider {
  readonly row: HTMLElement;
  readonly input: HTMLInputElement;
  readonly output: HTMLOutputElement;
  readonly clear: HTMLButtonElement;
}

/** One slider an objective: the worst value that is accepted. The slider's right end accepts everything, its left end only the best. */
export class ConstraintPanel {
  readonly node: HTMLElement;
  readonly #model: ExplorerModel;
  readonly #list = element('div', { class: 'bs-sliders' });
  readonly #summary = element('p', { class: 'bs-kept' });
  readonly #clear: HTMLButtonElement;
  #sliders = new Map<ObjectiveName, Slider>();

  constructor(model: ExplorerModel) {
    this.#model = model;
    this.#clear = button('Clear filters', { class: 'bs-link' }, () => model.change({ constraints: {}, brushes: [] }));
    this.node = element('section', { class: 'bs-card bs-constraints', 'aria-label': 'Constraints' },
      element('div', { class: 'bs-card-head' }, element('h2', {}, 'Constraints'), this.#clear), this.#list, this.#summary);
  }

  update(snapshot: Snapshot): void {
    const { data, view, filtered, keptCount, feasibleCount, members, kept } = snapshot;
    const names = data.measured.map(({ name }) => name);
    if (names.length !== this.#sliders.size || names.some((name) => !this.#sliders.has(name))) {
      this.#sliders = new Map(data.measured.map((objective) => [objective.name, this.#slider(objective)]));
      this.#list.replaceChildren(...[...this.#sliders.values()].map(({ row }) => row));
    }
    for (const objective of data.measured) this.#show(objective, snapshot);
    this.#clear.hidden = !filtered;
    let front = 0;
    for (let row = 0; row < kept.length; row++) front += kept[row]! & members[row]!;
    const all = data.allTrials && view.trials ? 'trials' : 'points';
    this.#summary.textContent = filtered
      ? `${keptCount.toLocaleString('en')} of ${feasibleCount.toLocaleString('en')} ${all} pass; ${front.toLocaleString('en')} on the frontier of what passes`
      : `All ${feasibleCount.toLocaleString('en')} feasible ${all} pass; ${front.toLocaleString('en')} on the frontier of the study`;
  }

  #slider({ name, label }: Objective): Slider {
    const id = `bs-limit-${name}`;
    const input = element('input', { type: 'range', id, min: 0, max: STEPS, step: 1 });
    input.addEventListener('input', () => {
      const { data } = this.#model.snapshot;
      const objective = data.measured.find((known) => known.name === name)!;
      const step = Number(input.value);
      this.#model.change((view) => constrain(view, name, step >= STEPS ? undefined : valueAt(step, data.values(name), objective)), `constraint ${name}`);
    });
    const output = element('output', { for: id, class: 'bs-number' });
    const clear = button('×', { class: 'bs-icon', 'aria-label': `No limit on ${label.toLowerCase()}`, title: 'No limit' }, () => {
      this.#model.change((view) => constrain(view, name, undefined));
      input.focus();
    });
    return { row: element('div', { class: 'bs-slider' }, element('label', { for: id }, label), input, output, clear), input, output, clear };
  }

  #show(objective: Objective, { data, view }: Snapshot): void {
    const { input, output, clear, row } = this.#sliders.get(objective.name)!;
    const bound = view.constraints[objective.name];
    const values = data.values(objective.name);
    const sign = objective.direction === 'max' ? '≥' : '≤';
    const text = bound === undefined ? 'any' : `${sign} ${formatQuantity(bound, objective.unit, columnUnit(objective.unit, ends(values)))}`;
    input.value = String(bound === undefined ? STEPS : stepOf(bound, values, objective));
    input.setAttribute('aria-valuetext', text);
    output.textContent = text;
    clear.disabled = bound === undefined;
    row.classList.toggle('bs-active', bound !== undefined);
  }
}

/** Ends of the finite values, low before high; both NaN without any. Kept while the same values are asked for. */
function ends(values: Float64Array): readonly [number, number] {
  let found = known.get(values);
  if (found === undefined) {
    let low = Infinity;
    let high = -Infinity;
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    known.set(values, (found = low <= high ? [low, high] : [NaN, NaN]));
  }
  return found;
}
const known = new WeakMap<Float64Array, readonly [number, number]>();

/** From the best value (0) to the worst ({@link STEPS}); by ratios where the values span more than two decades. */
function valueAt(step: number, values: Float64Array, { direction }: Objective): number {
  const [low, high] = ends(values);
  const part = direction === 'max' ? 1 - step / STEPS : step / STEPS;
  // The ends exactly: rounding must not shut out the best point.
  if (part <= 0) return low;
  if (part >= 1) return high;
  return byRatio(low, high) ? low * (high / low) ** part : low + (high - low) * part;
}

function stepOf(bound: number, values: Float64Array, { direction }: Objective): number {
  const [low, high] = ends(values);
  if (!(high > low)) return STEPS;
  const part = byRatio(low, high) ? Math.log(bound / low) / Math.log(high / low) : (bound - low) / (high - low);
  return Math.round(Math.max(0, Math.min(1, direction === 'max' ? 1 - part : part)) * STEPS);
}

function byRatio(low: number, high: number): boolean {
  return low > 0 && high / low > 100;
}
