import * as vscode from 'vscode';
import { PROTOCOL, type FileProblem, type ToHost, type ToPage } from '../protocol.js';
import type { RtlOpener } from '../rtl/RtlOpener.js';
import { createNonce, pageHtml } from './pageHtml.js';
import { readFrontier } from './readFrontier.js';

export const VIEW_TYPE = 'bitscape.frontier';

/** What the commands of the active explorer act on. */
export interface ActiveFrontier {
  readonly uri: vscode.Uri;
  readonly selected: string | null;
}

/** The read-only editor of `*.frontier.json`: reads and watches the file here, draws it in a page without access to anything. */
export class FrontierEditor implements vscode.CustomReadonlyEditorProvider {
  readonly #extension: vscode.Uri;
  readonly #rtl: RtlOpener;
  #active: ActiveFrontier | undefined;

  constructor(extension: vscode.Uri, rtl: RtlOpener) {
    this.#extension = extension;
    this.#rtl = rtl;
  }

  get active(): ActiveFrontier | undefined {
    return this.#active;
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor(document: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    const { uri } = document;
    const { webview } = panel;
    const disposables: vscode.Disposable[] = [];
    let labels: ReadonlyMap<string, string> = new Map();
    let problem: FileProblem | undefined;
    let selected: string | null = null;

    const send = (message: ToPage): Thenable<boolean> => webview.postMessage(message);
    const refresh = async (): Promise<void> => {
      try {
        const reading = readFrontier(await vscode.workspace.fs.readFile(uri));
        problem = reading.kind === 'problem' ? reading.problem : undefined;
        if (reading.kind === 'frontier') {
          labels = reading.labels;
          await send({ type: 'frontier', bytes: reading.bytes });
        } else await send(reading.kind === 'problem' ? { type: 'problem', problem: reading.problem } : reading);
      } catch (thrown) {
        problem = { message: thrown instanceof vscode.FileSystemError && thrown.code === 'FileNotFound' ? 'the file does not exist any more' : `the file cannot be read: ${String(thrown)}` };
        await send({ type: 'problem', problem });
      }
    };
    const track = (): void => {
      if (panel.active) this.#active = { uri, selected };
      else if (this.#active?.uri.toString() === uri.toString()) this.#active = undefined;
    };

    disposables.push(
      // Before the page exists: its "ready" must find a listener.
      webview.onDidReceiveMessage(async (message: ToHost) => {
        switch (message.type) {
          case 'ready':
            if (message.protocol === PROTOCOL) await refresh();
            else void vscode.window.showErrorMessage('Bitscape was updated: reload the window to show this frontier.');
            break;
          case 'openRtl':
            await this.#rtl.open(uri, message.id, labels.get(message.id) ?? message.id);
            break;
          case 'copy':
            await vscode.env.clipboard.writeText(message.text);
            break;
          case 'selected':
            selected = message.id;
            track();
            break;
          case 'openText':
            await openAsText(uri, problem);
            break;
        }
      }),
      panel.onDidChangeViewState(track),
      watch(uri, refresh),
    );
    panel.onDidDispose(() => {
      if (this.#active?.uri.toString() === uri.toString()) this.#active = undefined;
      for (const disposable of disposables) disposable.dispose();
    });
    track();

    const bundle = vscode.Uri.joinPath(this.#extension, 'dist', 'webview');
    const resource = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(bundle, name)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [bundle] };
    webview.html = pageHtml({
      cspSource: webview.cspSource,
      script: resource('main.js'),
      style: resource('explorer.css'),
      nonce: createNonce(),
      title: uri.path.split('/').at(-1) ?? 'Frontier',
    });
  }
}

/** Opens the file in the text editor, at the place of the problem. */
export async function openAsText(uri: vscode.Uri, problem?: FileProblem): Promise<void> {
  const place = new vscode.Position(Math.max(0, (problem?.line ?? 1) - 1), Math.max(0, (problem?.column ?? 1) - 1));
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(place, place), preview: false });
}

/** Calls `changed` after the file was written, created again or deleted; a burst of events counts as one. */
function watch(uri: vscode.Uri, changed: () => Promise<void>): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), uri.path.split('/').at(-1) ?? '*'));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    if (timer !== undefined) clearTimeout(timer);
    timer = setTimeout(() => void changed(), 150);
  };
  watcher.onDidChange(later);
  watcher.onDidCreate(later);
  watcher.onDidDelete(later);
  return { dispose: () => { if (timer !== undefined) clearTimeout(timer); watcher.dispose(); } };
}
