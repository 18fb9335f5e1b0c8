import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { findTop } from '../rtl/findTop.js';
import { RtlFailure, type RtlGenerator, type RtlRequest } from '../rtl/RtlGenerator.js';
import { cliFor } from './cliFor.js';
import { folderOfRun } from './rtlAnswer.js';
import { runCli } from './runCli.js';

/** Has `bitscape rtl` write the bundle. */
export class CliRtlGenerator implements RtlGenerator {
  readonly #log: vscode.LogOutputChannel;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  async generate({ frontier, id, folder, cancel }: RtlRequest): Promise<vscode.Uri> {
    if (frontier.scheme !== 'file') throw new RtlFailure(`No RTL: the bitscape command cannot read ${frontier.scheme} files.`);
    const cli = cliFor(frontier);
    if (cli === undefined) {
      throw new RtlFailure('No RTL: the bitscape command was not found. Install it in this workspace, or set its path.', { setting: 'bitscape.cliPath' });
    }
    const args = ['rtl', frontier.fsPath, '--point', id, '--out', dirname(folder.fsPath), '--json'];
    this.#log.info(`${cli.command} ${[...cli.prefix, ...args].join(' ')}`);
    const abort = new AbortController();
    const subscription = cancel.onCancellationRequested(() => abort.abort());
    try {
      const run = await runCli(cli, { args, cwd: dirname(frontier.fsPath), onLine: (line) => this.#log.info(line), signal: abort.signal });
      if (cancel.isCancellationRequested) throw new vscode.CancellationError();
      const written = vscode.Uri.file(folderOfRun(run));
      const top = await findTop(written);
      if (top === undefined) throw new RtlFailure(`No RTL: the manifest in ${written.fsPath} names no top module.`);
      return top;
    } catch (thrown) {
      if (thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'EACCES')) {
        throw new RtlFailure(`No RTL: ${cli.command} cannot be started.`, { setting: 'bitscape.cliPath', detail: thrown.message });
      }
      throw thrown;
    } finally {
      subscription.dispose();
    }
  }
}
