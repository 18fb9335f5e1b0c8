import * as vscode from 'vscode';
import { frontierPlaces, studyName } from './studyOutputs.js';

/** The frontier that a study has, if it was run; by the places that `bitscape explore` writes to. */
export async function findFrontier(study: vscode.Uri, text?: string): Promise<vscode.Uri | undefined> {
  const name = studyName(text ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(study)));
  if (name === undefined || /[\\/]/.test(name)) return undefined;
  for (const place of frontierPlaces(name)) {
    const uri = vscode.Uri.joinPath(study, '..', place);
    try {
      await vscode.workspace.fs.stat(uri);
      return uri;
    } catch {
      // Not there: the next place.
    }
  }
  return undefined;
}
