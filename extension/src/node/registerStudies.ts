import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import { openSetting } from '../openSetting.js';
import { cliFor } from './cliFor.js';

const TYPE = 'bitscape';

interface ExploreDefinition extends vscode.TaskDefinition {
  /** Path of the study, relative to the workspace folder. */
  readonly study: string;
  readonly args?: readonly string[];
}

/** Tasks that run `bitscape explore`, one per study of the workspace, and the command that starts the one of a given study. */
export function registerStudies(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.tasks.registerTaskProvider(TYPE, {
      provideTasks: async () => {
        const studies = await vscode.workspace.findFiles('**/*.study.json', '**/node_modules/**', 200);
        return studies.sort((a, b) => (a.path < b.path ? -1 : 1)).flatMap((study) => exploreTask(study) ?? []);
      },
      resolveTask: (task) => {
        const definition = task.definition as ExploreDefinition;
        const folder = typeof task.scope === 'object' ? task.scope : vscode.workspace.workspaceFolders?.[0];
        return folder === undefined ? undefined : exploreTask(vscode.Uri.joinPath(folder.uri, definition.study), definition);
      },
    }),
    vscode.commands.registerCommand('bitscape.explore', async (uri?: vscode.Uri) => {
      const study = uri ?? vscode.window.activeTextEditor?.document.uri;
      if (study?.path.endsWith('.study.json') !== true) {
        void vscode.window.showInformationMessage('Open a *.study.json file first, or run the command from its context menu.');
        return;
      }
      const task = exploreTask(study);
      if (task !== undefined) await vscode.tasks.executeTask(task);
      else {
        const answer = await vscode.window.showErrorMessage('The bitscape command was not found. Install it in this workspace, or set its path.', 'Open Setting');
        if (answer !== undefined) await openSetting('bitscape.cliPath');
      }
    }),
  );
}

function exploreTask(study: vscode.Uri, given?: ExploreDefinition): vscode.Task | undefined {
  const cli = study.scheme === 'file' ? cliFor(study) : undefined;
  if (cli === undefined) return undefined;
  const definition: ExploreDefinition = given ?? { type: TYPE, study: vscode.workspace.asRelativePath(study, false) };
  const execution = new vscode.ProcessExecution(cli.command, [...cli.prefix, 'explore', study.fsPath, ...(definition.args ?? [])], { cwd: dirname(study.fsPath), env: { ...cli.env } });
  const scope = vscode.workspace.getWorkspaceFolder(study) ?? vscode.TaskScope.Workspace;
  const task = new vscode.Task(definition, scope, `explore ${basename(study.path)}`, TYPE, execution, '$bitscape');
  task.group = vscode.TaskGroup.Build;
  task.detail = `bitscape explore ${definition.study}`;
  return task;
}
