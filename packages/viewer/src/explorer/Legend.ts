import { select } from 'd3';
import type { Role } from '../model/projectFrontier.js';
import { element } from './element.js';
import type { Snapshot } from './ExplorerModel.js';
import { markPath } from './markPath.js';
import { colorClass } from './ScatterPlot.js';

/** What the marks mean, with their counts; says in words that the drawn front belongs to the projection. */
export function renderLegend({ frontier, projection, coloring, objectives, view }: Snapshot, shown: number): HTMLElement {
  const count = (role: Role): number => projection.marks.filter((mark) => mark.role === role).length;
  const axes = `${objectives.x.label.toLowerCase()} and ${objectives.y.label.toLowerCase()}`;
  const entries: HTMLElement[] = [
    item(sample('front'), `${count('front')} on the front of ${axes}`),
  ];
  if (count('behind') > 0) entries.push(item(sample('behind'), `${count('behind')} behind here, on the frontier of all ${frontier.objectives.length} objectives`));
  if (count('dominated') > 0) entries.push(item(sample('dominated'), `${count('dominated')} beaten by another point in every objective`));
  entries.push(item(regionSample(), 'dominated region of this projection'));
  const { missing, notPositive } = projection.omitted;
  if (view.zoom !== null && shown < projection.marks.length) entries.push(item(null, `${projection.marks.length - shown} outside of the zoom`));
  if (missing > 0) entries.push(item(null, `${missing} not drawn: value missing or not finite`));
  if (notPositive > 0) entries.push(item(null, `${notPositive} not drawn: not positive on a logarithmic axis`));
  const categories = coloring.categories.map((category, index) => item(sample('front', index), category));
  return element('div', { class: 'bs-legend' },
    element('ul', { 'aria-label': 'Marks' }, ...entries),
    categories.length === 0 ? null : element('ul', { 'aria-label': `Colour: ${coloring.label}` }, element('li', { class: 'bs-legend-title' }, coloring.label), ...categories));
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

function box() {
  return select(document.createElementNS('http://www.w3.org/2000/svg', 'svg')).attr('width', 16).attr('height', 16).attr('aria-hidden', 'true');
}
