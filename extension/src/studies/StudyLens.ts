import * as vscode from 'vscode';
import { findFrontier } from './findFrontier.js';

/** What can be done with a study, above its first line: run it, count its points, open its frontier. */
export class StudyLens implements vscode.CodeLensProvider {
  readonly #canRun: boolean;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;

  /** @param canRun whether this host can start the command */
  constructor(canRun: boolean) {
    this.#canRun = canRun;
  }

  refresh(): void {
    this.#changed.fire();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const place = new vscode.Range(0, 0, 0, 0);
    const { uri } = document;
    const frontier = await findFrontier(uri, document.getText());
    const runs = this.#canRun && vscode.workspace.isTrusted;
    return [
      ...(runs ? [new vscode.CodeLens(place, { title: vscode.l10n.t('$(play) Run'), command: 'bitscape.explore', arguments: [uri] })] : []),
      ...(runs ? [new vscode.CodeLens(place, { title: vscode.l10n.t('$(list-ordered) Count points'), command: 'bitscape.countPoints', arguments: [uri] })] : []),
      ...(frontier === undefined ? [] : [new vscode.CodeLens(place, { title: vscode.l10n.t('$(graph-scatter) Open frontier'), command: 'bitscape.openFrontier', arguments: [frontier] })]),
    ];
  }
}
