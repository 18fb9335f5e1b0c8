import * as vscode from 'vscode';
import { FrontierEditor, openAsText, VIEW_TYPE } from './editor/FrontierEditor.js';
import { parseViewLink } from './editor/viewLink.js';
import { RtlOpener } from './rtl/RtlOpener.js';
import type { RtlGenerator } from './rtl/RtlGenerator.js';

/** What both hosts register: the editor and its commands. `generator` is absent where no process can be started. */
export function registerEditor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel, generator: RtlGenerator | undefined): void {
  const rtl = new RtlOpener(generator, log);
  const editor = new FrontierEditor(context.extension, rtl);
  const onSelection = (act: (uri: vscode.Uri, id: string) => Thenable<void>) => async (): Promise<void> => {
    const { active } = editor;
    if (active?.selected === undefined || active.selected === null) void vscode.window.showInformationMessage('Select a point of a frontier first.');
    else await act(active.uri, active.selected);
  };
  const openLink = async (query: string): Promise<void> => {
    const link = parseViewLink(query);
    if (link === undefined) void vscode.window.showErrorMessage('This is no link to a view of a Bitscape frontier.');
    else await editor.open(vscode.Uri.parse(link.file, true), link.view);
  };
  context.subscriptions.push(
    vscode.window.registerCustomEditorProvider(VIEW_TYPE, editor, { supportsMultipleEditorsPerDocument: true }),
    vscode.commands.registerCommand('bitscape.openRtl', onSelection((uri, id) => rtl.open(uri, id, id))),
    vscode.commands.registerCommand('bitscape.diffRtl', async () => {
      const { active } = editor;
      const [base, other] = active?.pins ?? [];
      if (active === undefined || base === undefined || other === undefined) void vscode.window.showInformationMessage(vscode.l10n.t('Pin two points of a frontier first: the first two of the tray are compared.'));
      else await rtl.diff(active.uri, base, other);
    }),
    vscode.commands.registerCommand('bitscape.copyPointId', onSelection((_, id) => vscode.env.clipboard.writeText(id))),
    vscode.commands.registerCommand('bitscape.openAsText', async (uri?: vscode.Uri) => {
      const target = uri ?? editor.active?.uri;
      if (target !== undefined) await openAsText(target);
    }),
    vscode.window.registerUriHandler({ handleUri: (uri) => openLink(uri.query) }),
    vscode.commands.registerCommand('bitscape.openLink', async () => {
      const text = await vscode.window.showInputBox({ title: 'Open Link to a View', prompt: 'A link that "Copy link" of a frontier made', ignoreFocusOut: true });
      if (text !== undefined) await openLink(text.slice(text.indexOf('?') + 1));
    }),
    vscode.commands.registerCommand('bitscape.showLog', () => log.show()),
  );
}
