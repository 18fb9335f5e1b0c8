import * as vscode from 'vscode';

/**
 * Shows one setting where it can be changed. In a remote window the user's page leaves out the settings that belong to the machine; the
 * page of the workspace has them everywhere.
 */
export async function openSetting(name: string): Promise<void> {
  const page = vscode.workspace.workspaceFolders === undefined ? 'workbench.action.openSettings2' : 'workbench.action.openWorkspaceSettings';
  await vscode.commands.executeCommand(page, { query: name });
}
