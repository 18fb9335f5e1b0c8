import type { FrontierFile } from '@bitscape/design';
import { mountExplorer, type Explorer, type ExplorerHost } from '@bitscape/viewer/explorer';
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

const host: ExplorerHost = {
  openRtl: (id) => api.postMessage({ type: 'openRtl', id }),
  copyText: (text) => api.postMessage({ type: 'copy', text }),
  saveState: (state) => {
    api.setState(state);
    api.postMessage({ type: 'selected', id: state.selected });
  },
  restoreState: () => api.getState(),
};

window.addEventListener('message', (event: MessageEvent<ToPage>) => {
  const message = event.data;
  switch (message.type) {
    case 'frontier': {
      const frontier = JSON.parse(new TextDecoder().decode(message.bytes)) as FrontierFile;
      if (explorer === undefined) {
        explorer = mountExplorer(root, frontier, host);
        announceRestored();
      } else explorer.update(frontier);
      break;
    }
    case 'problem':
      explorer?.dispose();
      explorer = undefined;
      renderProblem(root, message.problem, () => api.postMessage({ type: 'openText' }));
      break;
  }
});
// Last: by now the listener above exists.
api.postMessage({ type: 'ready', protocol: PROTOCOL });

/** The host forgets the selection with the page; the saved state brings it back. */
function announceRestored(): void {
  const state = api.getState();
  if (typeof state === 'object' && state !== null && 'selected' in state && typeof state.selected === 'string') api.postMessage({ type: 'selected', id: state.selected });
}
