import type { ParsedStudy } from './ParsedStudy.js';
import { parseStudy } from './parseStudy.js';
import { readTextFile } from './readTextFile.js';

/**
 * Reads and checks a `*.study.json`.
 *
 * @throws BitscapeError `not-found` or `invalid-study`.
 */
export async function loadStudy(path: string): Promise<ParsedStudy> {
  return parseStudy(await readTextFile(path, 'invalid-study'), { file: path });
}
