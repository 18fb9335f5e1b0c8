import type { FrontierFile, FrontierPoint } from '@bitscape/design';
import { mountExplorer, readPointColumns, type Explorer, type ExplorerHost } from '@bitscape/viewer/explorer';
import { PROTOCOL, type ToHost, type ToPage } from '../protocol.js';
import { renderProblem } from './renderProblem.js';

interface EditorApi {
  readonly postMessage: (message: ToHost) => void;
  readonly getState: () => unknown;
  readonly setState: (state: unknown) => void;
}
declare function acquireVsCodeApi(): EditorApi;

const api = acquireVsCodeApi();
const root = document.querySelector<HTMLElement>('#bitscape-explorer')!;
let explorer: Explorer | undefined;

/** Name of the file in commands; and the answers that the host owes. */
let name = '';
let requests = 0;
const owed = new Map<number, (point: FrontierPoint | undefined) => void>();

const host: ExplorerHost = {
  openRtl: (id) => api.postMessage({ type: 'openRtl', id }),
  rtlCommand: (id) => `bitscape rtl ${/^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`} --point ${id}`,
  copyText: (text) => api.postMessage({ type: 'copy', text }),
  copyLink: (view) => api.postMessage({ type: 'copyLink', view }),
  detail: (id) => new Promise((done) => {
    owed.set(++requests, done);
    api.postMessage({ type: 'detail', request: requests, id });
  }),
  saveState: (state) => {
    api.setState(state);
    api.postMessage({ type: 'selected', id: state.selected, pins: state.pins });
  },
  restoreState: () => api.getState(),
};

window.addEventListener('message', (event: MessageEvent<ToPage>) => {
  const message = event.data;
  switch (message.type) {
    case 'frontier':
      name = message.name;
      if (message.view !== undefined) api.setState(message.view);
      performance.mark('bitscape-received');
      showFrontier(message);
      performance.mark('bitscape-drawn');
      break;
    case 'detail':
      owed.get(message.inReplyTo)?.(message.point);
      owed.delete(message.inReplyTo);
      break;
    case 'view':
      explorer?.show(message.view);
      break;
    case 'problem':
      explorer?.dispose();
      explorer = undefined;
      renderProblem(root, message.problem, () => api.postMessage({ type: 'openText' }));
      break;
  }
});
// Last: by now the listener above exists.
api.postMessage({ type: 'ready', protocol: PROTOCOL });

function showFrontier({ bytes, trials, notice }: Extract<ToPage, { type: 'frontier' }>): void {
  const frontier = JSON.parse(new TextDecoder().decode(bytes)) as FrontierFile;
  let columns: ReturnType<typeof readPointColumns> | undefined;
  let said = notice ?? '';
  try {
    columns = trials === undefined ? undefined : readPointColumns(new Uint8Array(trials));
  } catch (thrown) {
    said = `Only the frontier is shown: ${thrown instanceof Error ? thrown.message : String(thrown)}.`;
  }
  if (explorer === undefined) {
    root.className = '';
    explorer = mountExplorer(root, frontier, host, columns);
    announceRestored();
  } else explorer.update(frontier, columns);
  if (said !== '') explorer.notice(said);
}

/** The host forgets the selection with the page; the saved state brings it back. */
function announceRestored(): void {
  const state = api.getState();
  if (typeof state !== 'object' || state === null) return;
  const { selected, pins } = state as { readonly selected?: unknown; readonly pins?: unknown };
  api.postMessage({ type: 'selected', id: typeof selected === 'string' ? selected : null, pins: Array.isArray(pins) ? pins.filter((pin): pin is string => typeof pin === 'string') : [] });
}
