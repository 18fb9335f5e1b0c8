import type { FrontierFile } from '@bitscape/design';
import { announcePoint } from '../model/announcePoint.js';
import { orderAlong, walk } from '../model/walk.js';
import { renderDetail } from './DetailPane.js';
import { element } from './element.js';
import type { ExplorerHost } from './ExplorerHost.js';
import { ExplorerModel, type Snapshot } from './ExplorerModel.js';
import { renderHeader } from './Header.js';
import { bindingsFor, keyAction } from './keyBindings.js';
import { renderLegend } from './Legend.js';
import { PointTable } from './PointTable.js';
import { ScatterPlot } from './ScatterPlot.js';
import { Toolbar } from './Toolbar.js';
import { Tooltip } from './Tooltip.js';

/** A mounted explorer. */
export interface Explorer {
  /** Shows a newer version of the file; axes, scales and the selection stay. */
  readonly update: (frontier: FrontierFile) => void;
  readonly dispose: () => void;
}

/**
 * Builds the frontier explorer inside `root` (whose content it replaces): plot, legend, detail pane and table, kept in step by one view
 * state that `host` saves and restores. Needs `explorer.css`. Sets `data-ready` on `root` after the first drawing.
 */
export function mountExplorer(root: HTMLElement, frontier: FrontierFile, host: ExplorerHost): Explorer {
  const model = new ExplorerModel(frontier, host.restoreState());
  const live = element('div', { class: 'bs-live', role: 'status', 'aria-live': 'polite' });
  const say = (text: string): void => {
    live.textContent = text;
  };
  const copy = (text: string, what: string): void => {
    void Promise.resolve(host.copyText(text)).then(
      () => say(`${what} copied: ${text}`),
      () => say(`could not copy the ${what}`),
    );
  };

  const toolbar = new Toolbar(model);
  const table = new PointTable(model, (id) => host.openRtl?.(id));
  const tooltip = new Tooltip();
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const frame = element('div', { class: 'bs-plot', tabindex: '0', role: 'application', 'aria-roledescription': 'scatter plot', 'aria-describedby': 'bs-keys' });
  const empty = element('p', { class: 'bs-empty' });
  frame.append(svg, tooltip.node, empty);
  const legend = element('div');
  const detail = element('aside', { class: 'bs-detail', 'aria-label': 'Selected point' });
  const header = element('div');
  const keyHelp = element('p', { id: 'bs-keys' }, ...bindingsFor(host.openRtl !== undefined).flatMap((binding, index) => [
    index === 0 ? '' : ' · ', element('kbd', {}, binding.shown), ` ${binding.help}`,
  ]));
  const keys = element('details', { class: 'bs-keys' }, element('summary', {}, 'Keyboard'), keyHelp);

  let hovered: string | undefined;
  let keyboard = false;
  const plot = new ScatterPlot(svg, {
    hover: (placed) => {
      const id = placed?.mark.point.id;
      if (id === hovered && !keyboard) return;
      hovered = id;
      keyboard = false;
      drawPlot();
    },
    pick: (id) => {
      keyboard = false;
      model.change({ selected: id });
    },
    zoom: (zoom) => {
      hovered = undefined;
      model.change({ zoom });
    },
  });

  const drawPlot = (): void => {
    const { snapshot } = model;
    plot.draw(snapshot, hovered);
    tooltip.show(plot.placeOf(hovered ?? (keyboard ? snapshot.view.selected : null)), snapshot, plot.size);
  };
  const draw = (snapshot: Snapshot): void => {
    toolbar.update(snapshot);
    drawPlot();
    frame.setAttribute('aria-label', plotLabel(snapshot));
    empty.textContent = emptyText(snapshot);
    empty.hidden = empty.textContent === '';
    header.replaceChildren(renderHeader(snapshot));
    legend.replaceChildren(renderLegend(snapshot, plot.stops().length));
    table.update(snapshot);
  };
  const drawDetail = (snapshot: Snapshot): void => {
    // The focused button is about to be replaced by its successor.
    const focused = document.activeElement instanceof HTMLElement && detail.contains(document.activeElement) ? document.activeElement.textContent : null;
    detail.replaceChildren(renderDetail(snapshot, host, { copy, select: (id) => model.change({ selected: id }) }));
    if (focused !== null) [...detail.querySelectorAll('button')].find((candidate) => candidate.textContent === focused)?.focus();
  };
  const announce = ({ selected, frontier: file }: Snapshot): void => {
    if (selected === undefined) return say('no point selected');
    const order = orderAlong(plot.stops(), 'x');
    const position = order.findIndex((stop) => stop.id === selected.id) + 1;
    say(position > 0 ? announcePoint(file, selected, position, order.length) : `${selected.label}: not drawn on these axes`);
  };

  frame.addEventListener('keydown', (event) => {
    const action = keyAction(event, host.openRtl !== undefined);
    if (action === undefined) return;
    const { selected } = model.snapshot.view;
    event.preventDefault();
    if (action.kind === 'walk') {
      keyboard = true;
      hovered = undefined;
      model.change({ selected: walk(plot.stops(), selected, action.step) });
    } else if (action.kind === 'zoom') model.change({ zoom: plot.zoomedAround(selected, action.factor) });
    else if (action.kind === 'all') model.change({ zoom: null });
    else if (action.kind === 'clear') model.change({ selected: null });
    else if (selected === null) say('no point selected');
    else if (action.kind === 'open') host.openRtl?.(selected);
    else copy(selected, 'id');
  });
  frame.addEventListener('blur', () => {
    keyboard = false;
    drawPlot();
  });

  root.classList.add('bs-explorer');
  root.replaceChildren(
    header,
    toolbar.node,
    element('div', { class: 'bs-body' },
      element('div', { class: 'bs-main' },
        element('section', { class: 'bs-chart', 'aria-label': 'Frontier' }, frame, legend, keys),
        element('section', { class: 'bs-table-section', 'aria-label': 'Table of points' }, table.node)),
      detail),
    live);

  let before = model.snapshot;
  model.onChange((snapshot) => {
    draw(snapshot);
    drawDetail(snapshot);
    if (snapshot.view.selected !== before.view.selected) announce(snapshot);
    before = snapshot;
    host.saveState(snapshot.view);
  });
  const measure = (): void => {
    const width = frame.clientWidth;
    plot.resize(width > 0 ? width : plot.size.width, frame.clientHeight > 0 ? frame.clientHeight : plot.size.height);
  };
  measure();
  draw(model.snapshot);
  drawDetail(model.snapshot);
  root.setAttribute('data-ready', '');

  const observer = new ResizeObserver(() => {
    measure();
    drawPlot();
  });
  observer.observe(frame);
  return {
    update: (newer) => {
      const lost = model.reload(newer);
      if (lost !== undefined) say(`the file changed: the selected point ${lost} is not in it any more`);
    },
    dispose: () => {
      observer.disconnect();
      root.replaceChildren();
    },
  };
}

function plotLabel({ projection, objectives }: Snapshot): string {
  const count = projection.marks.length;
  return `${objectives.y.label} over ${objectives.x.label}: ${count} point${count === 1 ? '' : 's'}, better is up and to the left`;
}

function emptyText({ frontier, projection }: Snapshot): string {
  const { counts } = frontier;
  if (frontier.points.length === 0) return `The frontier is empty: ${counts.feasible} of ${counts.trials} trials were feasible (${counts.infeasible} infeasible, ${counts.failed} failed).`;
  if (projection.marks.length === 0) return 'No point has a value for both axes. The table below lists what there is.';
  if (frontier.objectives.length === 1) return 'The study has one objective: both axes show it.';
  return '';
}
