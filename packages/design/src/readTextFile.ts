import { readFile } from 'node:fs/promises';
import { BitscapeError, toBitscapeError, type ErrorCode } from '@bitscape/errors';

/**
 * Text of a UTF-8 file.
 *
 * @throws BitscapeError `not-found` when it cannot be read, `code` when it is not UTF-8.
 */
export async function readTextFile(path: string, code: ErrorCode): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const known = toBitscapeError(error);
    throw new BitscapeError(known.code === 'not-writable' ? 'not-found' : known.code, known.message, { where: { file: path }, cause: error });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new BitscapeError(code, 'the file is not UTF-8 text', { where: { file: path } });
  }
}
