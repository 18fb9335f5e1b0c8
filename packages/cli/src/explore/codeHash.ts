import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Program files; neither declarations nor maps nor tests change what is computed. */
const PROGRAM = /(?<!\.d|\.test)\.(js|mjs|ts|wasm|onnx|bin|json)$/;

/**
 * Hash of the code of a package and of every package of this project that it depends on, 16 hexadecimal digits. With it,
 * results that are kept are those of the code that would compute them anew.
 */
export function codeHash(root: string): string {
  const names = new Set<string>();
  const visit = (name: string): void => {
    if (names.has(name)) return;
    names.add(name);
    const { dependencies = {} } = JSON.parse(readFileSync(manifestOf(name), 'utf8')) as { dependencies?: Record<string, string> };
    for (const other of Object.keys(dependencies)) if (other.startsWith('@bitscape/')) visit(other);
  };
  visit(root);
  const hash = createHash('sha256');
  for (const name of [...names].sort()) {
    hash.update(`${name}\n`).update(readFileSync(manifestOf(name)));
    // The entry's folder: dist as shipped, src where the sources run.
    const folder = fileURLToPath(new URL('.', import.meta.resolve(name)));
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => PROGRAM.test(path)).sort()) {
      hash.update(`${file}\n`).update(readFileSync(join(folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

function manifestOf(name: string): string {
  return fileURLToPath(import.meta.resolve(`${name}/package.json`));
}
