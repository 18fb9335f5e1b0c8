import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { openSetting } from '../openSetting.js';
import { cliFor } from './cliFor.js';
import { runCli, type CliRun } from './runCli.js';

/** Runs the command for a file and shows that it works in the status bar. Says what is missing, and gives nothing, where there is no command. */
export async function callCli(file: vscode.Uri, title: string, args: readonly string[], log: vscode.LogOutputChannel): Promise<CliRun | undefined> {
  const cli = file.scheme === 'file' ? cliFor(file) : undefined;
  if (cli === undefined) {
    const open = vscode.l10n.t('Open Setting');
    const answer = await vscode.window.showErrorMessage(vscode.l10n.t('The bitscape command was not found. Install it in this workspace, or set its path.'), open);
    if (answer === open) await openSetting('bitscape.cliPath');
    return undefined;
  }
  log.info(`${cli.command} ${[...cli.prefix, ...args].join(' ')}`);
  return await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    runCli(cli, { args, cwd: dirname(file.fsPath), onLine: (line) => log.info(line), signal: new AbortController().signal }));
}

/** What a command that failed said, in one line. */
export function complaintOf({ stdout, stderr, status }: CliRun): string {
  try {
    const answer = JSON.parse(stdout) as { readonly error?: { readonly message?: unknown } };
    if (typeof answer.error?.message === 'string') return answer.error.message;
  } catch {
    // No answer as JSON: what it said last counts.
  }
  return stderr.trim().split('\n').at(-1) || `the bitscape command ended with status ${status ?? 'unknown'}`;
}
