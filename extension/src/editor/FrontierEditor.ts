import * as vscode from 'vscode';
import { PROTOCOL, type FileProblem, type ToHost, type ToPage } from '../protocol.js';
import type { RtlOpener } from '../rtl/RtlOpener.js';
import { createNonce, pageHtml } from './pageHtml.js';
import { readFrontier, type ReadFrontier } from './readFrontier.js';
import { findTrials, WAIT } from './readTrials.js';
import { viewLink } from './viewLink.js';

export const VIEW_TYPE = 'bitscape.frontier';

/** What the commands of the active explorer act on. */
export interface ActiveFrontier {
  readonly uri: vscode.Uri;
  readonly selected: string | null;
  /** Points in the tray, the base of the comparison first. */
  readonly pins: readonly string[];
}

/** The read-only editor of `*.frontier.json`: reads and watches the file here, draws it in a page without access to anything. */
export class FrontierEditor implements vscode.CustomReadonlyEditorProvider {
  readonly #extension: vscode.ExtensionContext['extension'];
  readonly #rtl: RtlOpener;
  #active: ActiveFrontier | undefined;
  /** Views of links whose file is being opened, by the file's URI; and the open pages, by the same. */
  readonly #awaited = new Map<string, unknown>();
  readonly #pages = new Map<string, Set<(view: unknown) => void>>();

  constructor(extension: vscode.ExtensionContext['extension'], rtl: RtlOpener) {
    this.#extension = extension;
    this.#rtl = rtl;
  }

  get active(): ActiveFrontier | undefined {
    return this.#active;
  }

  /** Opens a frontier in a view, as a link does. */
  async open(uri: vscode.Uri, view: unknown): Promise<void> {
    const key = uri.toString();
    this.#awaited.set(key, view);
    await vscode.commands.executeCommand('vscode.openWith', uri, VIEW_TYPE);
    for (const show of this.#pages.get(key) ?? []) show(view);
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor(document: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    const { uri } = document;
    const { webview } = panel;
    const key = uri.toString();
    const disposables: vscode.Disposable[] = [];
    let reading: ReadFrontier | undefined;
    let problem: FileProblem | undefined;
    let selected: string | null = null;
    let pins: readonly string[] = [];
    let latest = 0;

    const send = (message: ToPage): Thenable<boolean> => webview.postMessage(message);
    const report = async (found: FileProblem): Promise<void> => {
      problem = found;
      await send({ type: 'problem', problem: found });
    };
    const refresh = async (): Promise<void> => {
      const turn = ++latest;
      try {
        const content = readFrontier(await vscode.workspace.fs.readFile(uri));
        if (turn !== latest) return;
        if (content.kind === 'problem') return await report(content.problem);
        problem = undefined;
        reading = content;
        await this.#sendFrontier(uri, content, send, () => turn === latest);
        // The page draws meanwhile; the check blocks this host for as long as it takes.
        const found = content.check?.();
        if (found !== undefined && turn === latest) await report(found);
      } catch (thrown) {
        await report({ message: thrown instanceof vscode.FileSystemError && thrown.code === 'FileNotFound' ? 'the file does not exist any more' : `the file cannot be read: ${String(thrown)}` });
      }
    };
    const track = (): void => {
      if (panel.active) this.#active = { uri, selected, pins };
      else if (this.#active?.uri.toString() === key) this.#active = undefined;
    };
    const show = (view: unknown): void => void send({ type: 'view', view });

    disposables.push(
      // Before the page exists: its "ready" must find a listener.
      webview.onDidReceiveMessage(async (message: ToHost) => {
        switch (message.type) {
          case 'ready':
            if (message.protocol !== PROTOCOL) {
              void vscode.window.showErrorMessage('Bitscape was updated: reload the window to show this frontier.');
              break;
            }
            this.#pages.set(key, (this.#pages.get(key) ?? new Set()).add(show));
            await refresh();
            break;
          case 'openRtl':
            await this.#rtl.open(uri, message.id, reading?.point(message.id)?.label ?? message.id);
            break;
          case 'copy':
            await vscode.env.clipboard.writeText(message.text);
            break;
          case 'copyLink':
            await vscode.env.clipboard.writeText(viewLink(vscode.env.uriScheme, this.#extension.id, uri.toString(), message.view));
            break;
          case 'detail': {
            const point = reading?.point(message.id);
            await send({ type: 'detail', inReplyTo: message.request, ...(point === undefined ? {} : { point }) });
            break;
          }
          case 'selected':
            selected = message.id;
            pins = message.pins;
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
      this.#pages.get(key)?.delete(show);
      if (this.#active?.uri.toString() === key) this.#active = undefined;
      for (const disposable of disposables) disposable.dispose();
    });
    track();

    const bundle = vscode.Uri.joinPath(this.#extension.extensionUri, 'dist', 'webview');
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

  /** The frontier with its trials; where these are many, the frontier alone first. */
  async #sendFrontier(uri: vscode.Uri, content: ReadFrontier, send: (message: ToPage) => Thenable<boolean>, wanted: () => boolean): Promise<void> {
    const key = uri.toString();
    const awaited = this.#awaited.has(key) ? { view: this.#awaited.get(key) } : {};
    this.#awaited.delete(key);
    const base = { type: 'frontier' as const, bytes: content.bytes, name: vscode.workspace.asRelativePath(uri, false), ...awaited };
    const own = content.trials === undefined ? {} : { trials: content.trials };
    const found = await findTrials(uri);
    if (found === undefined) {
      await send({ ...base, ...own });
      return;
    }
    if (found.size > WAIT) await send({ ...base, ...own, notice: `Reading all trials (${Math.round(found.size / (1 << 20))} MiB) …` });
    const trials = await found.read();
    if (!wanted()) return;
    await send(trials === undefined ? { ...base, ...own, notice: 'Only the frontier is shown: the table of all trials is too large for an editor.' } : { ...base, trials });
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
