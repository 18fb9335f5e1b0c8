import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BitscapeError } from '@bitscape/errors';

/**
 * The `hw-models` folder next to this code: the nearest one in an ancestor folder of the running file. It serves the sources,
 * the build and a bundle that carries a copy beside itself.
 */
export function locateModels(from: string = fileURLToPath(import.meta.url)): string {
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    const candidate = join(folder, 'hw-models');
    if (existsSync(join(candidate, 'schema', 'constant.schema.json'))) return candidate;
    if (folder === dirname(folder)) {
      throw new BitscapeError('environment', 'the folder hw-models is missing from this installation', {
        where: { file: dirname(from) },
        hint: 'Place a copy of hw-models beside the program, or name a folder.',
      });
    }
  }
}
