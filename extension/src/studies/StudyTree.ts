import * as vscode from 'vscode';
import { findFrontier } from './findFrontier.js';

export interface StudyNode {
  readonly kind: 'study' | 'frontier';
  readonly uri: vscode.Uri;
}

/** The studies of the workspace, each with its frontier where it was run, and whether it is running. */
export class StudyTree implements vscode.TreeDataProvider<StudyNode> {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #isRunning: (study: vscode.Uri) => boolean;

  constructor(isRunning: (study: vscode.Uri) => boolean) {
    this.#isRunning = isRunning;
  }

  refresh(): void {
    this.#changed.fire();
  }

  async getChildren(parent?: StudyNode): Promise<StudyNode[]> {
    if (parent === undefined) {
      const studies = await vscode.workspace.findFiles('**/*.study.json', '**/node_modules/**', 500);
      return studies.sort((a, b) => (a.path < b.path ? -1 : 1)).map((uri) => ({ kind: 'study', uri }));
    }
    const frontier = parent.kind === 'study' ? await findFrontier(parent.uri) : undefined;
    return frontier === undefined ? [] : [{ kind: 'frontier', uri: frontier }];
  }

  async getTreeItem({ kind, uri }: StudyNode): Promise<vscode.TreeItem> {
    const item = new vscode.TreeItem(uri);
    item.contextValue = kind;
    item.id = `${kind} ${uri.toString()}`;
    if (kind === 'frontier') {
      item.iconPath = new vscode.ThemeIcon('graph-scatter');
      item.command = { title: vscode.l10n.t('Open frontier'), command: 'bitscape.openFrontier', arguments: [uri] };
      return item;
    }
    const running = this.#isRunning(uri);
    const frontier = await findFrontier(uri);
    // Another id once there is a frontier: the tree would keep the row as one without children.
    if (frontier !== undefined) item.id += ' with frontier';
    item.iconPath = new vscode.ThemeIcon(running ? 'sync~spin' : 'beaker');
    item.description = running ? vscode.l10n.t('running') : frontier === undefined ? vscode.l10n.t('not run') : vscode.l10n.t('has a frontier');
    item.collapsibleState = frontier === undefined ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Expanded;
    item.command = { title: vscode.l10n.t('Open study'), command: 'vscode.open', arguments: [uri] };
    return item;
  }
}
