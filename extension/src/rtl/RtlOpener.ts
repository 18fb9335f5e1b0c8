import * as vscode from 'vscode';
import { openSetting } from '../openSetting.js';
import { findTop } from './findTop.js';
import { RtlFailure, type RtlGenerator } from './RtlGenerator.js';

/** Opens the top module of a design point beside its frontier; has the bundle written first where it is missing. */
export class RtlOpener {
  readonly #generator: RtlGenerator | undefined;
  readonly #log: vscode.LogOutputChannel;
  readonly #running = new Map<string, Promise<vscode.Uri | undefined>>();

  constructor(generator: RtlGenerator | undefined, log: vscode.LogOutputChannel) {
    this.#generator = generator;
    this.#log = log;
  }

  /** @param id point of the frontier; the bundle lies in `rtl/<id>` beside the file */
  async open(frontier: vscode.Uri, id: string, label: string): Promise<void> {
    const top = await this.#top(frontier, id, label);
    if (top !== undefined) await vscode.window.showTextDocument(top, { viewColumn: vscode.ViewColumn.Beside });
  }

  /** Shows the difference between the top modules of two points. */
  async diff(frontier: vscode.Uri, before: string, after: string): Promise<void> {
    const left = await this.#top(frontier, before, before);
    const right = left === undefined ? undefined : await this.#top(frontier, after, after);
    if (left !== undefined && right !== undefined) await vscode.commands.executeCommand('vscode.diff', left, right, `RTL ${before.slice(0, 6)} ↔ ${after.slice(0, 6)}`);
  }

  async #top(frontier: vscode.Uri, id: string, label: string): Promise<vscode.Uri | undefined> {
    if (!/^[\w-]+$/.test(id)) throw new Error(`not the id of a point: ${id}`);
    const folder = vscode.Uri.joinPath(frontier, '..', 'rtl', id);
    return (await findTop(folder)) ?? (await this.#generateOnce({ frontier, id, label, folder }));
  }

  /** A second press while the first one is running waits for it. */
  #generateOnce(request: Request): Promise<vscode.Uri | undefined> {
    const key = request.folder.toString();
    const running = this.#running.get(key) ?? this.#generate(request).finally(() => this.#running.delete(key));
    this.#running.set(key, running);
    return running;
  }

  async #generate({ frontier, id, label, folder }: Request): Promise<vscode.Uri | undefined> {
    const generator = this.#generator;
    if (generator === undefined) {
      void vscode.window.showInformationMessage(`There is no RTL of ${label} yet, and this window cannot run the bitscape command. Open the folder in a desktop or remote window.`);
      return undefined;
    }
    if (!vscode.workspace.isTrusted) {
      const answer = await vscode.window.showWarningMessage(`There is no RTL of ${label} yet. Writing it runs the bitscape command, which needs a trusted workspace.`, 'Manage Trust');
      if (answer !== undefined) await vscode.commands.executeCommand('workbench.trust.manage');
      return undefined;
    }
    try {
      return await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: `Writing the RTL of ${label}`, cancellable: true }, (_, cancel) =>
        generator.generate({ frontier, id, folder, cancel }));
    } catch (thrown) {
      if (thrown instanceof vscode.CancellationError) return undefined;
      await this.#explain(thrown instanceof RtlFailure ? thrown : new RtlFailure(String(thrown)));
      return undefined;
    }
  }

  async #explain(failure: RtlFailure): Promise<void> {
    this.#log.error(failure.detail ?? failure.message);
    const settings = failure.setting === undefined ? [] : ['Open Setting'];
    const answer = await vscode.window.showErrorMessage(failure.message, ...settings, 'Show Log');
    if (answer === 'Show Log') this.#log.show();
    else if (answer === 'Open Setting' && failure.setting !== undefined) await openSetting(failure.setting);
  }
}

interface Request {
  readonly frontier: vscode.Uri;
  readonly id: string;
  readonly label: string;
  readonly folder: vscode.Uri;
}
