import { select } from 'd3';
import type { Role } from '../model/projectRows.js';
import { element } from './element.js';
import type { Snapshot } from './ExplorerModel.js';
import { colorClass, markPath } from './markPath.js';

/** What the marks mean, with their counts; says in words that the drawn front belongs to the projection. */
export function renderLegend({ data, projection, coloring, objectives, filtered }: Snapshot, shown: number): HTMLElement {
  const { counts, omitted, rows } = projection;
  const axes = `${objectives.x.label.toLowerCase()} and ${objectives.y.label.toLowerCase()}`;
  const all = `all ${data.frontier.objectives.length} objectives`;
  const entries: (HTMLElement | null)[] = [
    item(sample('front'), `${number(counts.front)} on the front of ${axes}`),
    when(counts.behind, (count) => item(sample('behind'), `${count} behind here, on the frontier of ${all}`)),
    when(counts.dominated, (count) => item(sample('dominated'), `${count} beaten by another point in every objective`)),
    when(counts.infeasible, (count) => item(sample('infeasible'), `${count} infeasible in the study`)),
    when(counts.excluded, (count) => item(sample('excluded'), `${count} filtered out`)),
    item(regionSample(), 'dominated region of this projection'),
    filtered ? item(beforeSample(), 'front without the filters') : null,
    when(rows.length - shown, (count) => item(null, `${count} outside of the zoom`)),
    when(omitted.missing, (count) => item(null, `${count} not drawn: value missing or not finite`)),
    when(omitted.notPositive, (count) => item(null, `${count} not drawn: not positive on a logarithmic axis`)),
  ];
  const categories = coloring.categories.map((category, index) => item(sample('front', index), category));
  return element('div', { class: 'bs-legend' },
    element('ul', { 'aria-label': 'Marks' }, ...entries),
    categories.length === 0 ? null : element('ul', { 'aria-label': `Colour: ${coloring.label}` }, element('li', { class: 'bs-legend-title' }, coloring.label), ...categories));
}

function when(count: number, make: (count: string) => HTMLElement): HTMLElement | null {
  return count > 0 ? make(number(count)) : null;
}

function number(count: number): string {
  return count.toLocaleString('en');
}

function item(sampleNode: Element | null, text: string): HTMLElement {
  return element('li', {}, sampleNode, text);
}

function sample(role: Role, category?: number): Element {
  const svg = box();
  const ink = category === undefined ? 'bs-c-neutral' : colorClass(category);
  svg.append('path').attr('class', `bs-mark bs-${role} ${ink}`).attr('transform', 'translate(8,8)').attr('d', markPath(category ?? -1, role));
  return svg.node()!;
}

function regionSample(): Element {
  const svg = box();
  svg.append('path').attr('class', 'bs-dominated-region').attr('d', 'M1,15V9H8V3H15V15Z');
  svg.append('path').attr('class', 'bs-step-line').attr('d', 'M1,15V9H8V3H15');
  return svg.node()!;
}

function beforeSample(): Element {
  const svg = box();
  svg.append('path').attr('class', 'bs-step-line-before').attr('d', 'M1,15V9H8V3H15');
  return svg.node()!;
}

function box() {
  return select(document.createElementNS('http://www.w3.org/2000/svg', 'svg')).attr('width', 16).attr('height', 16).attr('aria-hidden', 'true');
}
