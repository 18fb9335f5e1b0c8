import * as vscode from 'vscode';

/** Top module of a bundle that exists already: what the `manifest.json` in its folder names. `undefined` when there is no bundle. */
export async function findTop(folder: vscode.Uri): Promise<vscode.Uri | undefined> {
  let content: Uint8Array;
  try {
    content = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, 'manifest.json'));
  } catch {
    return undefined;
  }
  const name = topOf(new TextDecoder().decode(content));
  if (name === undefined) return undefined;
  const top = vscode.Uri.joinPath(folder, name);
  try {
    await vscode.workspace.fs.stat(top);
    return top;
  } catch {
    return undefined;
  }
}

/** The relative path in `top`, or `undefined` when the text is no manifest or the path leaves the folder. */
export function topOf(manifest: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(manifest);
  } catch {
    return undefined;
  }
  const top = typeof value === 'object' && value !== null && 'top' in value ? value.top : undefined;
  if (typeof top !== 'string' || top === '' || top.startsWith('/') || top.split('/').includes('..')) return undefined;
  return top;
}
