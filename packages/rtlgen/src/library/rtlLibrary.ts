import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BitscapeError } from '@bitscape/errors';

/** Folder of the SystemVerilog library, absolute; testbenches are in its `tb/`. */
export const rtlLibraryDir = fileURLToPath(new URL('../../../../rtl/', import.meta.url));

/**
 * Library files that a module needs, itself included, sorted by name: the closure over its instantiations.
 *
 * One file holds one module and bears its name, so the sources themselves are the only list there is.
 *
 * @throws {BitscapeError} `internal` if the library has no such module
 */
export function libraryFiles(...modules: readonly string[]): string[] {
  const known = readdirSync(rtlLibraryDir).filter((name) => name.endsWith('.sv')).map((name) => name.slice(0, -3));
  const needed = new Set<string>();
  const visit = (module: string): void => {
    if (needed.has(module)) return;
    if (!known.includes(module)) throw new BitscapeError('internal', `the RTL library has no module ${module}`);
    needed.add(module);
    const text = readFileSync(join(rtlLibraryDir, `${module}.sv`), 'utf8').replace(/\/\/.*$/gm, '');
    for (const other of known) if (new RegExp(`^\\s*${other}\\s+(#\\(|\\w+\\s*\\()`, 'm').test(text)) visit(other);
  };
  modules.forEach(visit);
  return [...needed].sort().map((module) => join(rtlLibraryDir, `${module}.sv`));
}

/** Testbench of a library module. */
export function testbenchFile(module: string): string {
  return join(rtlLibraryDir, 'tb', `${module}_tb.sv`);
}
