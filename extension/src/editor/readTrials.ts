import * as vscode from 'vscode';
import { copyOf } from './readFrontier.js';

/** Above this size the frontier is shown first, and the trials when they have arrived. */
export const WAIT = 8 << 20;
/** A larger table does not fit into the memory of a page. */
const LIMIT = 400 << 20;

/** Where the trials of a frontier file are, how large their table is, and how to read it; `undefined` when there is none. */
export async function findTrials(frontier: vscode.Uri): Promise<{ readonly size: number; readonly read: () => Promise<ArrayBuffer | undefined> } | undefined> {
  const uri = frontier.with({ path: frontier.path.replace(/\.frontier\.json$/, '.points.bin') });
  if (uri.path === frontier.path) return undefined;
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    return { size, read: async () => (size > LIMIT ? undefined : copyOf(await vscode.workspace.fs.readFile(uri))) };
  } catch {
    return undefined;
  }
}
