import { select } from 'd3';
import type { FrontierPoint } from '@bitscape/design';
import { columnUnit } from '../model/displayUnit.js';
import { formatNumber, formatQuantity } from '../model/formatQuantity.js';
import { groupOf, groupsOf, stackBreakdown, type Stack } from '../model/stackBreakdown.js';
import { element } from './element.js';

const WIDTH = 400;
const HEIGHT = 26;
/** Slices of one group differ in strength; the first is the largest. */
const STRENGTHS = 4;

/** Stacked bars of energy and area by component (one hue a group of components), and the same figures as a table. */
export function renderBreakdown(breakdown: FrontierPoint['breakdown']): HTMLElement {
  if (breakdown.length === 0) return element('p', { class: 'bs-muted' }, 'The file has no breakdown for this point.');
  const groups = groupsOf(breakdown);
  const energy = stackBreakdown(breakdown, 'energyUj');
  const area = stackBreakdown(breakdown, 'areaMm2');
  const rows = [...breakdown].sort((a, b) => groups.indexOf(groupOf(a.component)) - groups.indexOf(groupOf(b.component)) || b.energyUj - a.energyUj);
  // One class a component, so that both bars and the table show it in the same colour.
  const classes = new Map(rows.map((entry) => [entry.component, sliceClass(entry.component, groups, rows)]));
  return element('div', { class: 'bs-breakdown' },
    renderBar('Energy', energy, classes, 'µJ'),
    renderBar('Area', area, classes, 'mm²'),
    renderTable(rows, classes, energy, area));
}

function renderBar(name: string, stack: Stack, classes: ReadonlyMap<string, string>, unit: string): HTMLElement {
  const caption = element('div', { class: 'bs-bar-caption' }, element('span', {}, name), element('span', { class: 'bs-strong-text' }, formatQuantity(stack.total, unit)));
  const svg = select(document.createElementNS('http://www.w3.org/2000/svg', 'svg'))
    .attr('class', 'bs-bar').attr('viewBox', `0 0 ${WIDTH} ${HEIGHT}`).attr('preserveAspectRatio', 'none')
    .attr('role', 'img').attr('aria-label', `${name} ${formatQuantity(stack.total, unit)}: ${spoken(stack)}`);
  const slice = svg.selectAll('rect').data(stack.slices).join('rect')
    .attr('class', (entry) => classes.get(entry.component) ?? '')
    .attr('x', (entry) => entry.start * WIDTH).attr('width', (entry) => entry.share * WIDTH).attr('height', HEIGHT);
  slice.append('title').text((entry) => `${entry.component}: ${formatQuantity(entry.value, unit)} (${percent(entry.share)})`);
  return element('figure', {}, caption, svg.node() as unknown as HTMLElement);
}

function renderTable(sorted: FrontierPoint['breakdown'], classes: ReadonlyMap<string, string>, energy: Stack, area: Stack): HTMLElement {
  const energyUnit = columnUnit('µJ', sorted.map((entry) => entry.energyUj));
  const areaUnit = columnUnit('mm²', sorted.map((entry) => entry.areaMm2));
  const share = (stack: Stack, component: string): number => stack.slices.find((entry) => entry.component === component)?.share ?? 0;
  const rows = sorted.map((entry) => element('tr', {},
      element('th', { scope: 'row' }, swatch(classes.get(entry.component) ?? ''), entry.component),
      element('td', { class: 'bs-number' }, formatNumber(entry.energyUj, energyUnit)),
      element('td', { class: 'bs-number bs-muted' }, percent(share(energy, entry.component))),
      element('td', { class: 'bs-number' }, formatNumber(entry.areaMm2, areaUnit)),
      element('td', { class: 'bs-number bs-muted' }, percent(share(area, entry.component)))));
  return element('table', { class: 'bs-small-table' },
    element('thead', {}, element('tr', {},
      element('th', { scope: 'col' }, 'Component'),
      element('th', { scope: 'col', class: 'bs-number' }, `Energy [${energyUnit.symbol}]`), element('th', { scope: 'col', class: 'bs-number' }, 'Share'),
      element('th', { scope: 'col', class: 'bs-number' }, `Area [${areaUnit.symbol}]`), element('th', { scope: 'col', class: 'bs-number' }, 'Share'))),
    element('tbody', {}, ...rows));
}

function swatch(sliceClassName: string): HTMLElement {
  const svg = select(document.createElementNS('http://www.w3.org/2000/svg', 'svg')).attr('width', 10).attr('height', 10).attr('aria-hidden', 'true').attr('class', 'bs-swatch');
  svg.append('rect').attr('width', 10).attr('height', 10).attr('class', sliceClassName);
  return svg.node() as unknown as HTMLElement;
}

function sliceClass(component: string, groups: readonly string[], sorted: FrontierPoint['breakdown']): string {
  const group = groupOf(component);
  const rank = sorted.filter((entry) => groupOf(entry.component) === group).findIndex((entry) => entry.component === component);
  return `bs-slice bs-g-${groups.indexOf(group) % 8} bs-s-${Math.min(rank, STRENGTHS - 1)}`;
}

function spoken(stack: Stack): string {
  return stack.slices.map((entry) => `${entry.component} ${percent(entry.share)}`).join(', ');
}

function percent(share: number): string {
  return share === 0 ? '–' : share < 0.001 ? '<0.1 %' : `${(share * 100).toFixed(1)} %`;
}
