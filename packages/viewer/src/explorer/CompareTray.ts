import { select } from 'd3';
import type { FrontierPoint } from '@bitscape/design';
import { comparePins, differingParameters } from '../model/comparePins.js';
import { columnUnit } from '../model/displayUnit.js';
import { formatNumber, formatQuantity } from '../model/formatQuantity.js';
import { groupsOf, groupOf, hueOf } from '../model/stackBreakdown.js';
import { compareWith, togglePin } from '../model/viewChanges.js';
import { wordsOf } from '../model/wordsOf.js';
import { pinLetter } from './drawFocus.js';
import { button, element } from './element.js';
import type { ExplorerModel, Snapshot } from './ExplorerModel.js';

const WIDTH = 1000;
const HEIGHT = 16;

/** The pinned points side by side: values with their difference to the first one, what sets them apart, and where energy and area go. */
export function renderTray({ data, pins }: Snapshot, model: ExplorerModel): HTMLElement {
  if (pins.length === 0) return element('div');
  const heads = pins.map((row, index) => {
    const id = data.id(row);
    return element('th', { scope: 'col' },
      element('div', { class: 'bs-pin-head' },
        element('span', { class: 'bs-pin-badge', 'aria-hidden': 'true' }, pinLetter(index)),
        button(data.label(row), { class: 'bs-link', title: 'Select this point' }, () => model.change({ selected: id })),
        button('×', { class: 'bs-icon', 'aria-label': `Unpin ${data.label(row)}`, title: 'Unpin' }, () => model.change((view) => togglePin(view, id)))),
      index === 0 ? element('span', { class: 'bs-muted' }, 'compared with') : button('Compare with this', { class: 'bs-link bs-small' }, () => model.change((view) => compareWith(view, id))));
  });
  const objectives = data.measured.map(({ name, label, unit }) => {
    const values = comparePins(data, pins, name);
    const display = columnUnit(unit, values.map(({ value }) => value));
    return element('tr', {}, element('th', { scope: 'row' }, `${label}${display.symbol === '' ? '' : ` [${display.symbol}]`}`), ...values.map(({ value, change, better }) =>
      element('td', {},
        element('span', { class: 'bs-strong-text' }, value === undefined ? '–' : formatNumber(value, display)),
        change === undefined ? null : element('span', { class: better === undefined ? 'bs-muted' : better ? 'bs-better' : 'bs-worse' }, ` ${changeText(change, unit)}${better === undefined ? '' : better ? ' better' : ' worse'}`))));
  });
  const parameters = differingParameters(data, pins).map(({ label, values }) => element('tr', {}, element('th', { scope: 'row' }, label), ...values.map((value) => element('td', {}, value))));
  const details = pins.map((row) => data.detail(row));
  return element('section', { class: 'bs-tray', 'aria-label': 'Pinned points' },
    element('div', { class: 'bs-card-head' }, element('h2', {}, 'Pinned points'), button('Unpin all', { class: 'bs-link' }, () => model.change({ pins: [] }))),
    element('div', { class: 'bs-scroll', tabindex: '0', role: 'group', 'aria-label': 'Comparison' }, element('table', { class: 'bs-compare' },
      element('thead', {}, element('tr', {}, element('td', {}), ...heads)),
      element('tbody', {}, ...objectives, ...parameters))),
    renderStacks(details, 'energyUj', 'Energy', 'µJ'),
    renderStacks(details, 'areaMm2', 'Area', 'mm²'),
    renderKey(details));
}

/** One stacked bar a point on one scale, by group of components. */
function renderStacks(points: readonly (FrontierPoint | undefined)[], quantity: 'energyUj' | 'areaMm2', name: string, unit: string): HTMLElement {
  const groups = groupsOf(points.flatMap((point) => point?.breakdown ?? []));
  const sums = points.map((point) => groups.map((group) => (point?.breakdown ?? []).filter(({ component }) => groupOf(component) === group).reduce((sum, entry) => sum + Math.max(0, entry[quantity]), 0)));
  const totals = sums.map((parts) => parts.reduce((sum, part) => sum + part, 0));
  const most = Math.max(...totals);
  if (!(most > 0)) return element('div');
  return element('figure', { class: 'bs-stacks' }, element('figcaption', {}, `${name} by component`), ...points.map((point, index) => {
    if (point === undefined) return element('div', { class: 'bs-stack' }, element('span', { class: 'bs-pin-badge' }, pinLetter(index)), element('span', { class: 'bs-muted' }, 'no breakdown: not on the frontier of the study'));
    const total = totals[index]!;
    const spoken = groups.map((group, at) => `${group} ${formatQuantity(sums[index]![at], unit)}`).join(', ');
    const svg = select(document.createElementNS('http://www.w3.org/2000/svg', 'svg')).attr('class', 'bs-stack-bar').attr('viewBox', `0 0 ${WIDTH} ${HEIGHT}`)
      .attr('preserveAspectRatio', 'none').attr('role', 'img').attr('aria-label', `${name} of ${point.label}: ${formatQuantity(total, unit)}: ${spoken}`);
    let start = 0;
    groups.forEach((group, at) => {
      const width = (sums[index]![at]! / most) * WIDTH;
      if (width > 0) svg.append('rect').attr('class', `bs-slice bs-g-${hueOf(group, groups)}`).attr('x', start).attr('width', width).attr('height', HEIGHT).append('title').text(`${group}: ${formatQuantity(sums[index]![at], unit)}`);
      start += width;
    });
    return element('div', { class: 'bs-stack' }, element('span', { class: 'bs-pin-badge', 'aria-hidden': 'true' }, pinLetter(index)), svg.node() as unknown as HTMLElement, element('span', { class: 'bs-number' }, formatQuantity(total, unit)));
  }));
}

function renderKey(points: readonly (FrontierPoint | undefined)[]): HTMLElement {
  const groups = groupsOf(points.flatMap((point) => point?.breakdown ?? []));
  return element('ul', { class: 'bs-stack-key', 'aria-label': 'Components' }, ...groups.map((group) => {
    const svg = select(document.createElementNS('http://www.w3.org/2000/svg', 'svg')).attr('width', 10).attr('height', 10).attr('aria-hidden', 'true');
    svg.append('rect').attr('width', 10).attr('height', 10).attr('class', `bs-slice bs-g-${hueOf(group, groups)}`);
    return element('li', {}, svg.node() as unknown as HTMLElement, wordsOf(group));
  }));
}

function changeText(change: number, unit: string): string {
  const sign = change > 0 ? '+' : change < 0 ? '−' : '±';
  const size = Math.abs(change) * 100;
  return unit === '' ? `${sign}${size.toFixed(2)} points` : `${sign}${size >= 1000 ? Math.round(size).toLocaleString('en') : size.toFixed(1)} %`;
}
