import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { BitscapeError } from '@bitscape/errors';
import { makeFolder, outputPaths, writeFileAtomic } from '@bitscape/search';
import type { InitFlags } from '../commands/init.js';
import { starterStudy } from '../starterStudy.js';
import { createOutput } from '../terminal/Output.js';

export function init(folder: string, { name, force, json }: InitFlags): void {
  const output = createOutput(json === true);
  outputPaths(folder, name); // The name becomes part of the outputs' names: refused here as there.
  const file = join(resolve(folder), `${name}.study.json`);
  if (force !== true && existsSync(file)) {
    throw new BitscapeError('not-writable', 'the study exists already', { where: { file }, hint: 'Choose another --name, or replace it with --force.' });
  }
  makeFolder(resolve(folder));
  writeFileAtomic(file, starterStudy(name));
  output.line(`Wrote ${file}`);
  output.line(`Run it with: bitscape explore ${quoted(relative('.', file))}`);
  output.result({ study: file });
}

/** As a shell takes it. */
function quoted(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
