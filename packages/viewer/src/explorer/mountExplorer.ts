import type { FrontierFile, FrontierPoint } from '@bitscape/design';
import type { PointColumns } from '@bitscape/design/browser';
import { announcePoint } from '../model/announcePoint.js';
import { datasetOfFile, datasetOfTrials, STATUS, trialsMismatch, type Dataset } from '../model/Dataset.js';
import { togglePin } from '../model/viewChanges.js';
import { orderAlong, walk } from '../model/walk.js';
import { renderTray } from './CompareTray.js';
import { renderDetail } from './DetailPane.js';
import type { ExplorerHost } from './ExplorerHost.js';
import { ExplorerModel, type Snapshot } from './ExplorerModel.js';
import { createParts, layOut } from './ExplorerParts.js';
import { renderHeader } from './Header.js';
import { keyAction, type KeyAction } from './keyBindings.js';
import { renderLegend } from './Legend.js';
import { readInks } from './readInks.js';
import { ScatterPlot } from './ScatterPlot.js';
import { watchTheme } from './watchTheme.js';

/** A mounted explorer. */
export interface Explorer {
  /** Shows a newer version of the file, or the same with all its trials; axes, filters, the tray and the selection stay. */
  readonly update: (frontier: FrontierFile, trials?: PointColumns) => void;
  /** Shows another view: a saved one, a link's, or anything else, as far as it fits. */
  readonly show: (view: unknown) => void;
  /** Shows a remark above the plots; an empty one goes away. */
  readonly notice: (text: string) => void;
  readonly dispose: () => void;
}

/** Reading the parameters of more trials than this waits until the first drawing is on the screen. */
const PROMPT = 20_000;
/** With up to this many rows every part is drawn with every change. */
const AT_ONCE = 2000;

/**
 * Builds the frontier explorer inside `root` (whose content it replaces): linked plots, constraints, details and table, kept in step by one
 * view state that `host` saves and restores. Needs `explorer.css`. Sets `data-ready` on `root` after the first drawing.
 *
 * @param trials all trials of the study; a table that does not belong to the frontier is left out, with a notice
 */
export function mountExplorer(root: HTMLElement, frontier: FrontierFile, host: ExplorerHost, trials?: PointColumns): Explorer {
  const details = new Map<string, FrontierPoint>();
  const opening = datasetFor(frontier, trials, details);
  const model = new ExplorerModel(opening.data, host.restoreState());
  let hovered = -1;
  let keyboard = false;
  const hover = (row: number): void => {
    if (row === hovered && !keyboard) return;
    hovered = row;
    keyboard = false;
    drawPlots();
  };
  const say = (text: string): void => {
    parts.live.textContent = text;
  };
  const told = (done: void | Promise<void>, what: string, text = ''): void => {
    void Promise.resolve(done).then(() => say(`${what} copied${text}`), () => say(`could not copy the ${what}`));
  };
  const copy = (text: string, what: string): void => told(host.copyText(text), what, `: ${text}`);
  const parts = createParts(model, host, { hover, copyLink: () => told(host.copyLink?.(model.snapshot.view), 'link to this view') });
  const { frame, detail, tray } = parts;
  const pin = (id: string): void => model.change((view) => togglePin(view, id));
  const plot = new ScatterPlot(parts.svg, parts.cloud, {
    hover,
    pick: (row, add) => {
      keyboard = false;
      const id = row < 0 ? null : model.snapshot.data.id(row);
      if (add && id !== null) pin(id);
      else model.change({ selected: id });
    },
    zoom: (zoom) => {
      hovered = -1;
      model.change({ zoom });
    },
  });

  const drawPlots = (): void => {
    const { snapshot } = model;
    plot.draw(snapshot, hovered);
    parts.parallel.draw(snapshot, hovered);
    parts.tooltip.show(plot.placeOf(hovered >= 0 ? hovered : keyboard ? snapshot.selected : -1), snapshot, plot.size);
  };
  let headed: FrontierFile | undefined;
  const draw = (snapshot: Snapshot): void => {
    parts.toolbar.update(snapshot);
    drawPlots();
    frame.setAttribute('aria-label', plotLabel(snapshot));
    parts.empty.textContent = emptyText(snapshot);
    parts.empty.hidden = parts.empty.textContent === '';
    if (headed !== snapshot.data.frontier) parts.header.replaceChildren(renderHeader(snapshot));
    headed = snapshot.data.frontier;
    parts.legend.replaceChildren(renderLegend(snapshot, plot.shown));
    parts.constraints.update(snapshot);
    parts.knee.update(snapshot);
  };
  const drawSide = (snapshot: Snapshot): void => {
    keepFocus(detail, () => detail.replaceChildren(renderDetail(snapshot, host, { copy, select: (id) => model.change({ selected: id }), pin })));
    keepFocus(tray, () => tray.replaceChildren(renderTray(snapshot, model)));
  };
  const announce = ({ selected, data }: Snapshot): void => {
    if (selected < 0) return say('no point selected');
    const order = orderAlong(plot.stops(), 'x');
    const id = data.id(selected);
    const position = order.findIndex((stop) => stop.id === id) + 1;
    say(position > 0 ? announcePoint(data, selected, position, order.length) : `${data.label(selected)}: not on the walk of the arrow keys`);
  };
  /** With very many points, breakdowns stay with the host until a point is selected or pinned. */
  const fetchDetails = ({ data, selected, pins }: Snapshot): void => {
    if (host.detail === undefined) return;
    for (const row of [selected, ...pins]) {
      const id = row < 0 ? '' : data.id(row);
      if (row < 0 || data.status[row] !== STATUS.frontier || data.detail(row) !== undefined || asked.has(id)) continue;
      asked.add(id);
      void host.detail(id).then((point) => {
        if (point === undefined) return;
        details.set(id, point);
        drawSide(model.snapshot);
      });
    }
  };
  const asked = new Set<string>();

  const act = (action: KeyAction): void => {
    const { selected, knee, data } = model.snapshot;
    const id = model.snapshot.view.selected;
    switch (action.kind) {
      case 'walk':
        keyboard = true;
        hovered = -1;
        return model.change({ selected: walk(plot.stops(), id, action.step) });
      case 'zoom': return model.change({ zoom: plot.zoomedAround(selected, action.factor) });
      case 'all': return model.change({ zoom: null });
      case 'clear': return model.change({ selected: null });
      case 'undo': return model.undo();
      case 'redo': return model.redo();
      case 'knee': return knee === undefined ? say('no knee: the front has fewer than three points') : model.change({ selected: data.id(knee.row) });
      case 'filter': return parts.constraints.node.querySelector('input')?.focus();
      case 'help':
        parts.keys.open = !parts.keys.open;
        return;
      case 'open': case 'pin': case 'copy':
        return id === null ? say('no point selected') : actOn(id, action.kind);
    }
  };
  const actOn = (id: string, kind: 'open' | 'pin' | 'copy'): void => {
    if (kind === 'open') host.openRtl?.(id);
    else if (kind === 'copy') copy(id, 'id');
    else {
      pin(id);
      say(model.snapshot.view.pins.includes(id) ? `pinned, ${model.snapshot.pins.length} in the tray` : 'unpinned');
    }
  };
  frame.addEventListener('keydown', (event) => {
    const action = keyAction(event, host.openRtl !== undefined);
    if (action === undefined) return;
    event.preventDefault();
    act(action);
  });
  frame.addEventListener('blur', () => {
    keyboard = false;
    drawPlots();
  });

  root.classList.add('bs-explorer');
  root.replaceChildren(...layOut(parts));

  let before = model.snapshot;
  let rested: Snapshot | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  const drawRest = (): void => {
    const { snapshot } = model;
    clearTimeout(resting);
    parts.table.update(snapshot);
    if (rested === undefined || (['selected', 'pins', 'data', 'projection'] as const).some((part) => rested![part] !== snapshot[part])) drawSide(snapshot);
    rested = snapshot;
  };
  model.onChange((snapshot) => {
    if (hovered >= snapshot.data.size) hovered = -1;
    draw(snapshot);
    // Table and details of very many rows follow when a drag rests: the plots come first.
    clearTimeout(resting);
    if (snapshot.data.size > AT_ONCE && snapshot.data === before.data && snapshot.projection !== before.projection) resting = setTimeout(drawRest, 80);
    else drawRest();
    if (snapshot.view.selected !== before.view.selected) announce(snapshot);
    before = snapshot;
    fetchDetails(snapshot);
    host.saveState(snapshot.view);
  });
  const measure = (): void => {
    const width = frame.clientWidth;
    plot.resize(width > 0 ? width : plot.size.width, frame.clientHeight > 0 ? frame.clientHeight : plot.size.height);
    parts.parallel.measure();
  };
  const paint = (): void => {
    parts.cloud.inks = parts.parallel.lines.inks = readInks(root);
    plot.repaint();
    parts.parallel.repaint();
  };
  const notice = (text: string): void => {
    parts.notice.textContent = text;
    parts.notice.hidden = text === '';
  };
  const take = (data: Dataset, complete: (() => Dataset) | undefined): void => {
    const lost = model.reload(data);
    if (lost !== undefined) say(`the file changed: the selected point ${lost} is not in it any more`);
    later(complete);
  };
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const later = (complete: (() => Dataset) | undefined): void => {
    clearTimeout(waiting);
    if (complete !== undefined) waiting = setTimeout(() => void model.reload(complete()), 50);
  };

  measure();
  parts.cloud.inks = parts.parallel.lines.inks = readInks(root);
  draw(model.snapshot);
  drawRest();
  notice(opening.notice);
  fetchDetails(model.snapshot);
  root.setAttribute('data-ready', '');
  later(opening.complete);

  const observer = new ResizeObserver(() => {
    measure();
    drawPlots();
  });
  observer.observe(frame);
  const endTheme = watchTheme(paint);
  return {
    update: (newer, newTrials) => {
      details.clear();
      asked.clear();
      const next = datasetFor(newer, newTrials, details);
      notice(next.notice);
      take(next.data, next.complete);
    },
    show: (view) => model.restore(view),
    notice,
    dispose: () => {
      clearTimeout(waiting);
      clearTimeout(resting);
      observer.disconnect();
      endTheme();
      root.replaceChildren();
    },
  };
}

/** The rows of a file, with its trials if they belong to it; `complete` adds the parameters that a first drawing did without. */
function datasetFor(frontier: FrontierFile, trials: PointColumns | undefined, details: Map<string, FrontierPoint>): { data: Dataset; notice: string; complete?: () => Dataset } {
  if (trials === undefined) return { data: datasetOfFile(frontier), notice: '' };
  const mismatch = trialsMismatch(frontier, trials);
  if (mismatch !== undefined) return { data: datasetOfFile(frontier), notice: `Only the frontier is shown: the table of all trials beside it is of another run (${mismatch}).` };
  for (const point of frontier.points) details.set(point.id, point);
  if (trials.rows <= PROMPT) return { data: datasetOfTrials(frontier, trials, details), notice: '' };
  return { data: datasetOfTrials(frontier, trials, details, false), notice: '', complete: () => datasetOfTrials(frontier, trials, details) };
}

/** Replaces what an element shows; the focus goes to the successor of the focused button. */
function keepFocus(part: HTMLElement, change: () => void): void {
  const active = document.activeElement;
  const focused = active instanceof HTMLElement && part.contains(active) ? (active.getAttribute('aria-label') ?? active.textContent) : null;
  change();
  if (focused !== null) [...part.querySelectorAll('button')].find((candidate) => (candidate.getAttribute('aria-label') ?? candidate.textContent) === focused)?.focus();
}

function plotLabel({ projection, objectives }: Snapshot): string {
  const count = projection.rows.length;
  return `${objectives.y.label} over ${objectives.x.label}: ${count} point${count === 1 ? '' : 's'}, better is up and to the left`;
}

function emptyText({ data, projection, view, keptCount }: Snapshot): string {
  const { counts, objectives } = data.frontier;
  if (data.size === 0) return `The frontier is empty: ${counts.feasible} of ${counts.trials} trials were feasible (${counts.infeasible} infeasible, ${counts.failed} failed).`;
  if (projection.rows.length === 0) return 'No point has a value for both axes. The table below lists what there is.';
  if (keptCount === 0) return 'No point passes all filters. Loosen one, or clear them.';
  if (objectives.length === 1 && view.x.objective === view.y.objective) return 'The study has one objective: both axes show it.';
  return '';
}
