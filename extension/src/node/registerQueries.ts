import { basename } from 'node:path';
import * as vscode from 'vscode';
import { callCli, complaintOf } from './callCli.js';
import { newStudy } from './newStudy.js';

/** Commands that ask the bitscape command and show its answer: a new study, the number of points of one, the comparison of two frontiers. */
export function registerQueries(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('bitscape.newStudy', () => newStudy(log)),
    vscode.commands.registerCommand('bitscape.countPoints', async (target?: vscode.Uri) => {
      const study = target ?? vscode.window.activeTextEditor?.document.uri;
      if (study?.path.endsWith('.study.json') !== true) return;
      const run = await callCli(study, vscode.l10n.t('Counting points'), ['explore', study.fsPath, '--dry-run', '--json'], log);
      if (run === undefined) return;
      if (run.status !== 0) return void vscode.window.showErrorMessage(complaintOf(run));
      const { points, infeasible, accuracies, images } = JSON.parse(run.stdout) as Readonly<Record<'points' | 'infeasible' | 'accuracies' | 'images', number>>;
      void vscode.window.showInformationMessage(vscode.l10n.t('{0}: {1} design points, {2} infeasible by cost; {3} accuracies to measure on {4} images.', basename(study.path), points, infeasible, accuracies, images));
    }),
    vscode.commands.registerCommand('bitscape.compareFrontiers', async (_?: vscode.Uri, chosen?: readonly vscode.Uri[]) => {
      const files = (chosen ?? []).filter(({ path }) => path.endsWith('.frontier.json'));
      const [baseline, newer] = files.length === 2 ? files : await askFrontiers();
      if (baseline === undefined || newer === undefined) return;
      const folder = context.storageUri ?? context.globalStorageUri;
      await vscode.workspace.fs.createDirectory(folder);
      const report = vscode.Uri.joinPath(folder, `${basename(baseline.path, '.frontier.json')} and ${basename(newer.path, '.frontier.json')}.md`);
      const run = await callCli(newer, vscode.l10n.t('Comparing frontiers'), ['compare', baseline.fsPath, newer.fsPath, '--markdown', report.fsPath], log);
      if (run === undefined) return;
      // A regression is an answer, too.
      if (run.status !== 0 && run.status !== 1) return void vscode.window.showErrorMessage(complaintOf(run));
      await vscode.commands.executeCommand('markdown.showPreview', report);
    }),
  );
}

async function askFrontiers(): Promise<vscode.Uri[]> {
  const found = await vscode.workspace.findFiles('**/*.frontier.json', '**/node_modules/**', 500);
  const items = found.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri })).sort((a, b) => (a.label < b.label ? -1 : 1));
  const baseline = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('The earlier frontier') });
  const newer = baseline === undefined ? undefined : await vscode.window.showQuickPick(items.filter((item) => item !== baseline), { title: vscode.l10n.t('The frontier to judge') });
  return baseline === undefined || newer === undefined ? [] : [baseline.uri, newer.uri];
}
