import { BitscapeError } from '@bitscape/errors';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { invalidDataset } from './invalidDataset.js';

const gunzipAsync = promisify(gunzip);

/** Largest data file, stored or decompressed, in bytes (a limit of one buffer in Node 20 is close above it). */
export const MAX_FILE_BYTES = 2 ** 31 - 2 ** 20;

/**
 * Reads a file whole; a gzip file is recognised by its magic number and decompressed.
 *
 * @param maxBytes the most bytes that the content may have: decompression stops there, so a small file cannot fill the memory.
 * @throws BitscapeError `not-found`, or `invalid-dataset` for a damaged or too large file.
 */
export async function readDataFile(file: string, maxBytes: number = MAX_FILE_BYTES): Promise<Uint8Array> {
  const stored = await readStored(file);
  if (stored.length < 2 || stored[0] !== 0x1f || stored[1] !== 0x8b) {
    if (file.endsWith('.gz')) throw invalidDataset(file, 'is not a gzip file: it does not begin with the bytes 1f 8b');
    return stored;
  }
  try {
    return plainBytes(await gunzipAsync(stored, { maxOutputLength: maxBytes }));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      throw invalidDataset(file, `decompresses to more than the ${maxBytes} bytes that such a file has`, undefined, error);
    }
    const problem = code === 'Z_BUF_ERROR' ? 'ends in the middle of the compressed data' : `is damaged (${(error as Error).message})`;
    throw invalidDataset(file, `the gzip file ${problem}`, 'Copy or download the file again.', error);
  }
}

async function readStored(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > MAX_FILE_BYTES) throw invalidDataset(file, `has ${size} bytes; at most ${MAX_FILE_BYTES} can be read`);
    return plainBytes(await readFile(file));
  } catch (error) {
    if (error instanceof BitscapeError) throw error;
    throw unreadable(file, error);
  }
}

/** Without the methods of `Buffer`, whose `slice` shares memory. */
export function plainBytes({ buffer, byteOffset, byteLength }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** A file-system error while reading, as `not-found`. */
export function unreadable(path: string, thrown: unknown): BitscapeError {
  const code = (thrown as NodeJS.ErrnoException).code ?? '';
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'no such file or folder',
    ENOTDIR: 'is not a folder',
    EISDIR: 'is a folder, a file was expected',
    EACCES: 'may not be read (permission denied)',
    EPERM: 'may not be read (operation not permitted)',
  };
  const reason = reasons[code] ?? `cannot be read (${thrown instanceof Error ? thrown.message : String(thrown)})`;
  return new BitscapeError('not-found', reason, { where: { file: path }, cause: thrown });
}
