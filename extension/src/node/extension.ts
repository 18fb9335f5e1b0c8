import * as vscode from 'vscode';
import { registerEditor } from '../registerEditor.js';
import { registerStudyViews } from '../studies/registerStudyViews.js';
import { CliRtlGenerator } from './CliRtlGenerator.js';
import { registerQueries } from './registerQueries.js';
import { registerStudies } from './registerStudies.js';

/** Entry for hosts with Node. Loads nothing heavy: studies and RTL run in the `bitscape` command as child processes. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Bitscape', { log: true });
  context.subscriptions.push(log);
  registerEditor(context, log, new CliRtlGenerator(log));
  registerStudies(context);
  registerStudyViews(context, true);
  registerQueries(context, log);
}
