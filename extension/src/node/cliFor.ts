import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { locateCli, type Cli } from './locateCli.js';

/** The command for a file, by the settings of its workspace folder. */
export function cliFor(file: vscode.Uri): Cli | undefined {
  const settings = vscode.workspace.getConfiguration('bitscape', file);
  const folder = dirname(file.fsPath);
  return locateCli({
    folder,
    root: vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath ?? folder,
    cliPath: settings.get('cliPath', ''),
    nodePath: settings.get('nodePath', ''),
    searchPath: process.env['PATH'] ?? '',
    execPath: process.execPath,
  });
}
