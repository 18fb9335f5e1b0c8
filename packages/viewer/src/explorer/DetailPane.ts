import type { FrontierPoint } from '@bitscape/design';
import { designParameters } from '../model/designParameters.js';
import { displayUnit } from '../model/displayUnit.js';
import { formatEnds, formatQuantity } from '../model/formatQuantity.js';
import { sortPoints } from '../model/sortPoints.js';
import { renderBreakdown } from './Breakdown.js';
import { button, element } from './element.js';
import type { ExplorerHost } from './ExplorerHost.js';
import type { Snapshot } from './ExplorerModel.js';

export interface DetailActions {
  readonly copy: (text: string, what: string) => void;
  readonly select: (id: string) => void;
}

/** Everything about the selected point, and what can be done with it. */
export function renderDetail(snapshot: Snapshot, host: ExplorerHost, actions: DetailActions): HTMLElement {
  const { selected } = snapshot;
  const { copy } = actions;
  if (selected === undefined) return renderBest(snapshot, actions);
  const { openRtl, rtlCommand } = host;
  return element('div', { class: 'bs-detail-content' },
    element('h2', {}, selected.label),
    element('p', { class: 'bs-id' }, element('code', {}, selected.id)),
    element('div', { class: 'bs-actions' },
      openRtl === undefined ? null : button('Open RTL', { class: 'bs-primary', title: 'Open the top module of this design point (Enter)' }, () => openRtl(selected.id)),
      rtlCommand === undefined ? null : button('Copy RTL command', { class: 'bs-secondary' }, () => copy(rtlCommand(selected.id), 'command')),
      button('Copy id', { class: 'bs-secondary' }, () => copy(selected.id, 'id'))),
    section('Objectives', renderObjectives(snapshot, selected)),
    selected.accuracy === undefined ? null : section('Accuracy', renderAccuracy(snapshot, selected.accuracy)),
    section('Energy and area by component', renderBreakdown(selected.breakdown)),
    section('Design point', renderParameters(selected)));
}

/** Nothing selected: the best point of each objective, as a way in. */
function renderBest({ frontier }: Snapshot, { select }: DetailActions): HTMLElement {
  const entries = frontier.objectives.flatMap(({ name, label, unit, direction }) => {
    const best = sortPoints(frontier.points, { column: name, descending: direction === 'max' })[0];
    if (best === undefined) return [];
    const value = best.objectives[name];
    return [element('li', {}, button(`${label}: ${best.label}`, { class: 'bs-link' }, () => select(best.id)), element('span', { class: 'bs-number' }, formatQuantity(value, unit)))];
  });
  return element('div', {},
    element('p', {}, 'No point selected.'),
    element('p', { class: 'bs-muted' }, 'Click a point, or focus the plot and use the arrow keys.'),
    entries.length === 0 ? null : section('Best in each objective', element('ul', { class: 'bs-best' }, ...entries)));
}

function renderObjectives({ frontier, members }: Snapshot, point: FrontierPoint): HTMLElement {
  const rows = frontier.objectives.map(({ name, label, unit, direction }) => {
    const value = point.objectives[name];
    const interval = point.intervals[name];
    const better = frontier.points.filter((other) => {
      const theirs = other.objectives[name];
      return value !== undefined && theirs !== undefined && (direction === 'min' ? theirs < value : theirs > value);
    }).length;
    return element('tr', {},
      element('th', { scope: 'row' }, label),
      element('td', { class: 'bs-number bs-strong-text' }, formatQuantity(value, unit)),
      element('td', { class: 'bs-number bs-muted' }, interval === undefined || value === undefined ? '–' : formatEnds(interval, displayUnit(unit, value))),
      element('td', { class: 'bs-number bs-muted' }, value === undefined ? '–' : `${better + 1} / ${frontier.points.length}`));
  });
  return element('div', {},
    table(['Objective', 'Value', 'Interval', 'Rank'], rows),
    members.has(point.id) ? null : element('p', { class: 'bs-muted' }, 'Another point of this file is at least as good in every objective.'));
}

function renderAccuracy({ frontier }: Snapshot, accuracy: NonNullable<FrontierPoint['accuracy']>): HTMLElement {
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
