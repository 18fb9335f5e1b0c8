import * as vscode from 'vscode';
import { registerEditor } from '../registerEditor.js';
import { registerStudyViews } from '../studies/registerStudyViews.js';

/** Entry for hosts without processes (vscode.dev and the like): frontiers are shown, existing RTL opens. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Bitscape', { log: true });
  context.subscriptions.push(log);
  registerEditor(context, log, undefined);
  registerStudyViews(context, false);
}
