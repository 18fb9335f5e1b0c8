/** `node:fs/promises` for hosts without Node: shared code reads no files there, the extension uses `workspace.fs`. */
export function readFile(path: string): Promise<never> {
  return Promise.reject(new Error(`${path}: this host has no Node file system`));
}
