import { select } from 'd3';
import type { FrontierPoint } from '@bitscape/design';
import { columnUnit } from '../model/displayUnit.js';
import { formatNumber, formatQuantity } from '../model/formatQuantity.js';
import { groupOf, groupsOf, hueOf, stackBreakdown, type Stack } from '../model/stackBreakdown.js';
import { wordsOf } from '../model/wordsOf.js';
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
  slice.append('title').text((entry) => `${entry.component}: ${formatQuantity(entry.value, unit)} (${percent(entry.value, stack.total)})`);
  return element('figure', {}, caption, svg.node() as unknown as HTMLElement);
}

/** One row a component; a group of several has a row with its sum above them, and they drop the name of the group. */
function renderTable(sorted: FrontierPoint['breakdown'], classes: ReadonlyMap<string, string>, energy: Stack, area: Stack): HTMLElement {
  const energyUnit = columnUnit('µJ', [energy.total]);
  const areaUnit = columnUnit('mm²', [area.total]);
  const row = (name: string, entries: FrontierPoint['breakdown'], kind: 'group' | 'member' | 'single'): HTMLElement => {
    const energyUj = entries.reduce((sum, entry) => sum + entry.energyUj, 0);
    const areaMm2 = entries.reduce((sum, entry) => sum + entry.areaMm2, 0);
    return element('tr', { class: `bs-row-${kind}` },
      element('th', { scope: 'row' }, element('span', { class: 'bs-component' }, kind === 'group' ? null : swatch(classes.get(entries[0]!.component) ?? ''), element('span', {}, wordsOf(name)))),
      element('td', { class: 'bs-number' }, formatNumber(energyUj, energyUnit)),
      element('td', { class: 'bs-number bs-muted' }, percent(energyUj, energy.total)),
      element('td', { class: 'bs-number' }, formatNumber(areaMm2, areaUnit)),
      element('td', { class: 'bs-number bs-muted' }, percent(areaMm2, area.total)));
  };
  const groups = [...new Set(sorted.map((entry) => groupOf(entry.component)))];
  const rows = groups.flatMap((group) => {
    const entries = sorted.filter((entry) => groupOf(entry.component) === group);
    if (entries.length === 1) return [row(entries[0]!.component, entries, 'single')];
    return [row(group, entries, 'group'), ...entries.map((entry) => row(entry.component.slice(group.length + 1) || group, [entry], 'member'))];
  });
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
  return `bs-slice bs-g-${hueOf(group, groups)} bs-s-${Math.min(rank, STRENGTHS - 1)}`;
}

function spoken(stack: Stack): string {
  return stack.slices.map((entry) => `${entry.component} ${percent(entry.value, stack.total)}`).join(', ');
}

function percent(part: number, total: number): string {
  if (!(part > 0 && total > 0)) return '–';
  return part / total < 0.001 ? '<0.1 %' : `${((part / total) * 100).toFixed(1)} %`;
}
