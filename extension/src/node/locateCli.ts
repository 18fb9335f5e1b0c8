import { existsSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, extname, join, resolve } from 'node:path';

/** A command line up to, and without, its first argument. */
export interface Cli {
  readonly command: string;
  readonly prefix: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface CliPlace {
  /** Folder of the file that the command is for. */
  readonly folder: string;
  /** Setting `bitscape.cliPath`; empty when not set. Relative paths start at `root`. */
  readonly cliPath: string;
  /** Setting `bitscape.nodePath`; empty when not set. */
  readonly nodePath: string;
  /** Workspace folder of the file. */
  readonly root: string;
  /** The environment's search path. */
  readonly searchPath: string;
  /** The executable of this host, which can act as Node. */
  readonly execPath: string;
}

/**
 * Finds the `bitscape` command: the setting, else the one installed in the nearest folder above the file, else the search path.
 * A script runs on the set Node, else on `node` from the search path, else on the editor's own.
 *
 * @returns `undefined` when there is none; a set path that does not exist counts as none, other places are not tried then
 */
export function locateCli(place: CliPlace): Cli | undefined {
  const found = place.cliPath === '' ? (installedAbove(place.folder) ?? onPath('bitscape', place.searchPath)) : existing(resolve(place.root, place.cliPath));
  if (found === undefined) return undefined;
  const real = realpathSync(found);
  if (!['.js', '.mjs', '.cjs'].includes(extname(real))) return { command: found, prefix: [], env: {} };
  const node = place.nodePath === '' ? onPath('node', place.searchPath) : resolve(place.root, place.nodePath);
  if (node !== undefined) return { command: node, prefix: [real], env: {} };
  return { command: place.execPath, prefix: [real], env: { ELECTRON_RUN_AS_NODE: '1' } };
}

function installedAbove(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const modules = join(at, 'node_modules');
    const found = existing(join(modules, '@bitscape', 'cli', 'dist', 'main.js')) ?? existing(join(modules, '.bin', 'bitscape'));
    if (found !== undefined || dirname(at) === at) return found;
  }
}

function onPath(name: string, searchPath: string): string | undefined {
  for (const folder of searchPath.split(delimiter).filter((entry) => entry !== '')) {
    const found = existing(join(folder, name)) ?? existing(join(folder, `${name}.exe`));
    if (found !== undefined) return found;
  }
  return undefined;
}

function existing(path: string): string | undefined {
  return existsSync(path) && statSync(path).isFile() ? path : undefined;
}
