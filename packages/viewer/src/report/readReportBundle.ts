import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { BitscapeError } from '@bitscape/errors';

/** The explorer, built for a browser: one classic script and one style sheet. */
export interface ReportBundle {
  readonly script: string;
  readonly style: string;
}

/**
 * Reads the explorer that this package's build wrote.
 * @param folder where `explorer.js` and `explorer.css` lie; by default the `dist` of this package
 * @throws BitscapeError `environment` when the package has not been built
 */
export async function readReportBundle(folder: string = fileURLToPath(new URL('../../dist/', import.meta.url))): Promise<ReportBundle> {
  const read = async (name: string): Promise<string> => {
    try {
      return await readFile(`${folder}/${name}`, 'utf8');
    } catch (cause) {
      throw new BitscapeError('environment', `the explorer's browser bundle is missing: ${name}`, {
        where: { file: folder },
        hint: 'Build it with `npm run build -w packages/viewer`.',
        cause,
      });
    }
  };
  const [script, style] = await Promise.all([read('explorer.js'), read('explorer.css')]);
  return { script, style };
}
