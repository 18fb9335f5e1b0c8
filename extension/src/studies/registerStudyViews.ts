import * as vscode from 'vscode';
import { VIEW_TYPE } from '../editor/FrontierEditor.js';
import { StudyLens } from './StudyLens.js';
import { StudyTree, type StudyNode } from './StudyTree.js';

const STUDIES: vscode.DocumentSelector = { pattern: '**/*.study.json' };

/** What both hosts show of studies: lenses above them, the Studies view, and a status bar item while one runs. */
export function registerStudyViews(context: vscode.ExtensionContext, canRun: boolean): void {
  const running = new Map<vscode.TaskExecution, string>();
  const lens = new StudyLens(canRun);
  const tree = new StudyTree((study) => [...running.values()].includes(study.toString()));
  const status = vscode.window.createStatusBarItem('bitscape.running', vscode.StatusBarAlignment.Left);
  status.name = 'Bitscape';
  status.command = 'bitscape.stop';
  const refresh = (): void => {
    lens.refresh();
    tree.refresh();
    const [first] = running.keys();
    if (first === undefined) status.hide();
    else {
      status.text = `$(sync~spin) ${first.task.name}${running.size > 1 ? ` +${running.size - 1}` : ''}`;
      status.tooltip = vscode.l10n.t('A study is running. Press to stop it; what is finished is kept.');
      status.show();
    }
  };
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.{study,frontier}.json');
  context.subscriptions.push(
    status, watcher,
    watcher.onDidCreate(refresh), watcher.onDidDelete(refresh), watcher.onDidChange(refresh),
    vscode.tasks.onDidStartTask(({ execution }) => {
      const study = studyOf(execution.task);
      if (study !== undefined) running.set(execution, study.toString());
      refresh();
    }),
    vscode.tasks.onDidEndTask(({ execution }) => {
      running.delete(execution);
      refresh();
    }),
    vscode.languages.registerCodeLensProvider(STUDIES, lens),
    vscode.window.registerTreeDataProvider('bitscape.studies', tree),
    vscode.commands.registerCommand('bitscape.stop', () => {
      for (const execution of running.keys()) execution.terminate();
    }),
    vscode.commands.registerCommand('bitscape.refreshStudies', refresh),
    vscode.commands.registerCommand('bitscape.openFrontier', async (target: vscode.Uri | StudyNode) => {
      await vscode.commands.executeCommand('vscode.openWith', target instanceof vscode.Uri ? target : target.uri, VIEW_TYPE);
    }),
  );
}

/** The study that a task of this extension runs. */
function studyOf({ definition, scope }: vscode.Task): vscode.Uri | undefined {
  if (definition.type !== 'bitscape' || typeof definition['study'] !== 'string') return undefined;
  const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
  return folder === undefined ? undefined : vscode.Uri.joinPath(folder.uri, definition['study']);
}
