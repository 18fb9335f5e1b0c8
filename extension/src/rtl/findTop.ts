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

/**
 * Path, relative to the bundle, of the file that holds the top module: the listed one that is named after it. `undefined` when the text
 * is no manifest of a bundle, or the path leaves the folder.
 */
export function topOf(manifest: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(manifest);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('top' in value) || !('files' in value) || !Array.isArray(value.files)) return undefined;
  const { top } = value;
  const paths = (value.files as unknown[]).map((file) => (typeof file === 'object' && file !== null && 'path' in file ? file.path : undefined));
  return paths.filter((path) => typeof path === 'string').find((path) => path.split('/').at(-1) === `${String(top)}.sv` && !path.startsWith('/') && !path.split('/').includes('..'));
}
