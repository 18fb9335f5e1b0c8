import * as vscode from 'vscode';
import { callCli, complaintOf } from './callCli.js';

/** Asks for a name and has the command write a commented starter study into the workspace. */
export async function newStudy(log: vscode.LogOutputChannel): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder first: the study is written there.'));
    return;
  }
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('New Study'), prompt: vscode.l10n.t('Name of the study'), value: 'my-study',
    validateInput: (text) => (/^[\w.-]+$/.test(text) ? undefined : vscode.l10n.t('Letters, digits, dots, dashes and underscores.')),
  });
  if (name === undefined) return;
  const study = vscode.Uri.joinPath(folder, `${name}.study.json`);
  const run = await callCli(study, vscode.l10n.t('Writing a study'), ['init', folder.fsPath, '--name', name, '--json'], log);
  if (run === undefined) return;
  if (run.status === 0) await vscode.window.showTextDocument(study);
  else void vscode.window.showErrorMessage(complaintOf(run));
}
