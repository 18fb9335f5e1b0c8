import { CloudCanvas } from './CloudCanvas.js';
import { ConstraintPanel } from './ConstraintPanel.js';
import { element } from './element.js';
import type { ExplorerHost } from './ExplorerHost.js';
import type { ExplorerModel } from './ExplorerModel.js';
import { KneePanel } from './KneePanel.js';
import { bindingsFor } from './keyBindings.js';
import { ParallelPlot } from './ParallelPlot.js';
import { PointTable } from './PointTable.js';
import { Toolbar } from './Toolbar.js';
import { Tooltip } from './Tooltip.js';

/** The parts of the explorer and the elements that hold what is drawn anew. */
export function createParts(model: ExplorerModel, host: ExplorerHost, on: { readonly hover: (row: number) => void; readonly copyLink: () => void }) {
  const frame = element('div', { class: 'bs-plot', tabindex: '0', role: 'application', 'aria-roledescription': 'scatter plot', 'aria-describedby': 'bs-keys' });
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const cloud = new CloudCanvas();
  const tooltip = new Tooltip();
  const empty = element('p', { class: 'bs-empty' });
  frame.append(cloud.node, svg, tooltip.node, empty);
  const keyHelp = element('p', { id: 'bs-keys' }, ...bindingsFor(host.openRtl !== undefined).flatMap((binding, index) => [
    index === 0 ? '' : ' · ', element('kbd', {}, binding.shown), ` ${binding.help}`,
  ]));
  return {
    frame, svg, cloud, tooltip, empty,
    toolbar: new Toolbar(model, host.copyLink === undefined ? undefined : on.copyLink),
    constraints: new ConstraintPanel(model),
    knee: new KneePanel(model),
    parallel: new ParallelPlot(model, on.hover),
    table: new PointTable(model, (id) => host.openRtl?.(id)),
    live: element('div', { class: 'bs-live', role: 'status', 'aria-live': 'polite' }),
    notice: element('p', { class: 'bs-notice', role: 'note', hidden: true }),
    header: element('div'),
    legend: element('div'),
    tray: element('div'),
    detail: element('aside', { class: 'bs-card bs-detail', 'aria-label': 'Selected point' }),
    keys: element('details', { class: 'bs-keys' }, element('summary', {}, 'Keyboard'), keyHelp),
  };
}

export type ExplorerParts = ReturnType<typeof createParts>;

/** The parts in their places: plots and table on the left, what narrows down and explains on the right. */
export function layOut(parts: ExplorerParts): HTMLElement[] {
  return [
    element('div', { class: 'bs-top' }, parts.header, parts.toolbar.history),
    parts.toolbar.node,
    parts.notice,
    element('div', { class: 'bs-body' },
      element('div', { class: 'bs-main' },
        element('section', { class: 'bs-chart', 'aria-label': 'Frontier' }, parts.frame, parts.legend, parts.keys),
        parts.tray,
        parts.parallel.node,
        element('section', { class: 'bs-table-section', 'aria-label': 'Table of points' }, parts.table.node)),
      element('div', { class: 'bs-side' }, parts.constraints.node, parts.knee.node, parts.detail)),
    parts.live,
  ];
}
