import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { BitscapeError, toBitscapeError } from '@bitscape/errors';
import type { Graph } from '../graph.js';
import { importOnnx } from './importOnnx.js';

/**
 * Reads an ONNX file. The graph is named like the file.
 * @throws {BitscapeError} `not-found` when the file cannot be read, and everything {@link importOnnx} throws
 */
export async function loadOnnx(path: string): Promise<Graph> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (thrown) {
    const { code, message } = toBitscapeError(thrown);
    throw new BitscapeError(code === 'not-writable' ? 'not-found' : code, message, { where: { file: path }, cause: thrown });
  }
  return importOnnx(bytes, { file: path, name: basename(path).replace(/\.onnx$/i, '') });
}
