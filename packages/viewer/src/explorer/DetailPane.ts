import type { FrontierPoint } from '@bitscape/design';
import type { Dataset } from '../model/Dataset.js';
import { designParameters } from '../model/designParameters.js';
import { displayUnit } from '../model/displayUnit.js';
import { formatEnds, formatQuantity } from '../model/formatQuantity.js';
import { ROLES, type Role } from '../model/projectRows.js';
import { renderBreakdown } from './Breakdown.js';
import { button, element } from './element.js';
import type { ExplorerHost } from './ExplorerHost.js';
import { selectedPoint, type Snapshot } from './ExplorerModel.js';

export interface DetailActions {
  readonly copy: (text: string, what: string) => void;
  readonly select: (id: string) => void;
  readonly pin: (id: string) => void;
}

const STANDING: Readonly<Record<Role, string>> = {
  front: 'On the front of the shown objectives.',
  behind: 'On the frontier of all objectives, behind another point in the two shown.',
  dominated: 'Another point that is shown is at least as good in every objective.',
  infeasible: 'Not feasible in its study.',
  excluded: 'Filtered out by a constraint or a brush.',
};

/** Everything about the selected point, and what can be done with it. */
export function renderDetail(snapshot: Snapshot, host: ExplorerHost, actions: DetailActions): HTMLElement {
  const { data, selected: row, view } = snapshot;
  if (row < 0) return renderBest(snapshot, actions);
  const { copy } = actions;
  const { openRtl, rtlCommand } = host;
  const id = data.id(row);
  const point = selectedPoint(snapshot);
  const pinned = view.pins.includes(id);
  return element('div', { class: 'bs-detail-content' },
    element('h2', {}, data.label(row)),
    element('p', { class: 'bs-id' }, element('code', {}, id)),
    element('div', { class: 'bs-actions' },
      openRtl === undefined || point === undefined ? null : button('Open RTL', { class: 'bs-primary', title: 'Open the top module of this design point (Enter)' }, () => openRtl(id)),
      button(pinned ? 'Unpin' : 'Pin to compare', { class: 'bs-secondary', 'aria-pressed': String(pinned), title: 'Put this point into the tray below, or take it out (Space)' }, () => actions.pin(id)),
      rtlCommand === undefined || point === undefined ? null : button('Copy RTL command', { class: 'bs-secondary' }, () => copy(rtlCommand(id), 'command')),
      button('Copy id', { class: 'bs-secondary' }, () => copy(id, 'id'))),
    element('p', { class: 'bs-muted' }, [STANDING[ROLES[snapshot.projection.roles[row]!]!], data.reason(row)].filter((text) => text !== '').join(' ')),
    section('Objectives', renderObjectives(data, row, point)),
    point?.accuracy === undefined ? null : section('Accuracy', renderAccuracy(data, point.accuracy)),
    point === undefined ? null : section('Energy and area by component', renderBreakdown(point.breakdown)),
    section('Design point', point === undefined ? renderAxes(data, row) : renderParameters(point)),
    point === undefined ? element('p', { class: 'bs-muted' }, 'Breakdown, intervals and RTL are kept for the frontier of the study only.') : null);
}

/** Nothing selected: the best point of each objective, as a way in. */
function renderBest({ data, kept }: Snapshot, { select }: DetailActions): HTMLElement {
  const entries = data.measured.flatMap(({ name, label, unit, direction }) => {
    const values = data.values(name);
    let best = -1;
    for (let row = 0; row < data.size; row++) {
      if (kept[row] === 1 && Number.isFinite(values[row]) && (best < 0 || (direction === 'min' ? values[row]! < values[best]! : values[row]! > values[best]!))) best = row;
    }
    if (best < 0) return [];
    return [element('li', {}, button(`${label}: ${data.label(best)}`, { class: 'bs-link' }, () => select(data.id(best))), element('span', { class: 'bs-number' }, formatQuantity(values[best], unit)))];
  });
  return element('div', {},
    element('p', {}, 'No point selected.'),
    element('p', { class: 'bs-muted' }, 'Click a point, or focus the plot and use the arrow keys.'),
    entries.length === 0 ? null : section('Best in each objective', element('ul', { class: 'bs-best' }, ...entries)));
}

function renderObjectives(data: Dataset, row: number, point: FrontierPoint | undefined): HTMLElement {
  const rows = data.measured.map(({ name, label, unit, direction }) => {
    const values = data.values(name);
    const value = Number.isNaN(values[row]!) ? undefined : values[row]!;
    const interval = point?.intervals[name];
    let better = 0;
    let known = 0;
    for (const other of values) {
      if (Number.isNaN(other)) continue;
      known += 1;
      if (value !== undefined && (direction === 'min' ? other < value : other > value)) better += 1;
    }
    return element('tr', {},
      element('th', { scope: 'row' }, label),
      element('td', { class: 'bs-number bs-strong-text' }, formatQuantity(value, unit)),
      element('td', { class: 'bs-number bs-muted' }, interval === undefined || value === undefined ? '–' : formatEnds(interval, displayUnit(unit, value))),
      element('td', { class: 'bs-number bs-muted' }, value === undefined ? '–' : `${better + 1} / ${known}`));
  });
  return table(['Objective', 'Value', 'Interval', 'Rank'], rows);
}

function renderAxes(data: Dataset, row: number): HTMLElement {
  const entries = data.parameters.filter(({ key }) => key !== 'family');
  return element('div', { class: 'bs-parameters' }, element('dl', {}, ...entries.flatMap(({ label, categories, codes }) => [element('dt', {}, label), element('dd', {}, categories[codes[row]!] ?? '–')])));
}

function renderAccuracy({ frontier }: Dataset, accuracy: NonNullable<FrontierPoint['accuracy']>): HTMLElement {
  const float = frontier.workload.floatAccuracy;
  const row = (label: string, correct: number, images: number, title?: string): HTMLElement => {
    const fraction = correct / images;
    const delta = (fraction - float) * 100;
    const sign = delta > 0 ? '+' : delta < 0 ? '−' : '±';
    return element('tr', { title }, element('th', { scope: 'row' }, label),
      element('td', { class: 'bs-number bs-strong-text' }, images > 0 ? formatQuantity(fraction, '') : '–'),
      element('td', { class: 'bs-number bs-muted' }, `${correct.toLocaleString('en')} of ${images.toLocaleString('en')}`),
      element('td', { class: 'bs-number bs-muted' }, images > 0 && label !== 'Top-5' ? `${sign}${Math.abs(delta).toFixed(2)}` : ''));
  };
  return element('div', {},
    table(['Images', 'Correct', 'Count', 'vs float'], [
      row('All', accuracy.correct, accuracy.images),
      row('Selection half', accuracy.selection.correct, accuracy.selection.images, 'The half that a choice may be made on'),
      row('Held-out half', accuracy.holdout.correct, accuracy.holdout.images, 'The half that reports the choice without selection bias'),
      row('Top-5', accuracy.correctTop5, accuracy.images),
    ]),
    element('p', { class: 'bs-muted' }, `loss ${accuracy.loss.toFixed(4)} nats · ${accuracy.engine}`));
}

function renderParameters(point: FrontierPoint): HTMLElement {
  const parameters = designParameters(point);
  const sections = [...new Set(parameters.map((parameter) => parameter.section))];
  return element('div', { class: 'bs-parameters' }, ...sections.map((name) =>
    element('div', {}, element('h4', {}, name),
      element('dl', {}, ...parameters.filter((parameter) => parameter.section === name).flatMap((parameter) => [
        element('dt', {}, parameter.label), element('dd', {}, parameter.value),
      ])))));
}

function section(title: string, content: HTMLElement): HTMLElement {
  return element('section', {}, element('h3', {}, title), content);
}

/** A small table whose first column names the row. */
function table(heads: readonly string[], rows: readonly HTMLElement[]): HTMLElement {
  return element('table', { class: 'bs-small-table' },
    element('thead', {}, element('tr', {}, ...heads.map((head, index) => element('th', { scope: 'col', class: index === 0 ? undefined : 'bs-number' }, head)))),
    element('tbody', {}, ...rows));
}
